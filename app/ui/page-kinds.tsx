import type { ReactNode } from 'react'
import { BackLink } from './back-link.tsx'
import { classNames } from './options.ts'

export type ResidentPageProps = Readonly<{
  children: ReactNode
  back?: Readonly<{ href: string; text: ReactNode }>
  /** "Question 2 of 4". */
  where?: ReactNode
  /** The h1; leave out where a legend or label is the page's heading. */
  title?: ReactNode
  /** `FormErrors` goes here: above the heading, below the back link. */
  errors?: ReactNode
  lede?: ReactNode
  /** Full width instead of the reading measure, for tables and charts. */
  wide?: boolean
}>

/** For residents: one column, one question, a way back, where you are. */
export function ResidentPage({ children, back, where, title, errors, lede, wide }: ResidentPageProps) {
  return (
    <div className="page page--resident">
      <div className="wrap">
        {back ? <BackLink href={back.href}>{back.text}</BackLink> : null}
        <div className={classNames(!wide && 'read')}>
          {errors}
          {where ? <p className="where">{where}</p> : null}
          {title ? <h1 className="page-title">{title}</h1> : null}
          {lede ? <p className="lede">{lede}</p> : null}
          {children}
        </div>
      </div>
    </div>
  )
}

export type PaperPageProps = Readonly<{
  children: ReactNode
  title: ReactNode
  /** What it is, its version and date, above the title: "Priority list · version 1 · published 28 October 2026". */
  version: ReactNode
  /** The finding in one or two sentences. */
  lede?: ReactNode
  back?: Readonly<{ href: string; text: ReactNode }>
  errors?: ReactNode
}>

/** For lists, reports, decisions and packs: read, printed and quoted. */
export function PaperPage({ children, title, version, lede, back, errors }: PaperPageProps) {
  return (
    <article className="page page--paper">
      <div className="wrap">
        {back ? <BackLink href={back.href}>{back.text}</BackLink> : null}
        {errors}
        <p className="meta page-version">{version}</p>
        <h1 className="page-title">{title}</h1>
        {lede ? <p className="lede">{lede}</p> : null}
        {children}
      </div>
    </article>
  )
}

export type DeskPageProps = Readonly<{
  children: ReactNode
  title: ReactNode
  /** Where the desk stands, in words: "Officer's desk", or the exercise. */
  where?: ReactNode
  back?: Readonly<{ href: string; text: ReactNode }>
  errors?: ReactNode
  /** A notification banner: what was just done. */
  notice?: ReactNode
  /** What is late, due and now, as `DeskFigure`s. */
  figures?: ReactNode
}>

/** For people at work: what is due, what is late, what is now. */
export function DeskPage({ children, title, where, back, errors, notice, figures }: DeskPageProps) {
  return (
    <div className="page page--desk">
      <div className="wrap">
        {back ? <BackLink href={back.href}>{back.text}</BackLink> : null}
        {errors}
        {notice}
        {where ? <p className="where">{where}</p> : null}
        <h1 className="page-title">{title}</h1>
        {figures ? <div className="desk-figures">{figures}</div> : null}
        {children}
      </div>
    </div>
  )
}

export type DeskFigureProps = Readonly<{
  /** The figure, large enough to read across a room. */
  figure: ReactNode
  /** What it counts: "of 23 have voted". */
  text: ReactNode
  kind?: 'late' | 'due' | 'now'
  href?: string
  children?: ReactNode
}>

/** One big number with the words that make it mean something. */
export function DeskFigure({ figure, text, kind, href, children }: DeskFigureProps) {
  const words = (
    <>
      <span className="desk-figure__number">{figure}</span> <span className="desk-figure__text">{text}</span>
    </>
  )
  return (
    <div className={classNames('desk-figure', kind && `desk-figure--${kind}`)}>
      <p className="desk-figure__line">{href ? <a href={href}>{words}</a> : words}</p>
      {children}
    </div>
  )
}

/** A sheet on the desk's ground, with its own heading. */
export function DeskSection({ title, id, children }: { title?: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section className="desk-section" aria-labelledby={title && id ? id : undefined}>
      {title ? <h2 id={id}>{title}</h2> : null}
      {children}
    </section>
  )
}
