import type { ReactNode } from 'react'
import { classNames } from './options.ts'

/** The letter of a band on its own colour, dark green for A to pale for E and after. */
function BandLetter({ letter }: { letter: string }) {
  const step = Math.min(5, Math.max(1, letter.toUpperCase().charCodeAt(0) - 64))
  return <span className={`band-letter band-letter--${step}`}>{letter}</span>
}

/** Options that cannot be told apart, under their letter. `heading` is the spoken name: "Band B". */
export function Band({ letter, heading, children }: { letter: string; heading: string; children: ReactNode }) {
  return (
    <section className="band">
      <h3 className="band__heading">
        <span className="govuk-visually-hidden">{heading}</span>
        <span aria-hidden="true">
          <BandLetter letter={letter} />
        </span>
      </h3>
      <ul className="band__options">{children}</ul>
    </section>
  )
}

export type BandOptionProps = Readonly<{
  name: ReactNode
  href?: string
  /** "Placed 3rd to 7th · 1st for under-30s". */
  note?: ReactNode
  /** A `RankLine`. */
  picture?: ReactNode
  /** "28%", or "3 in 10". */
  share: ReactNode
  /** What the share is of: "in their three". */
  shareNote?: ReactNode
  classes?: string
}>

/** One option of a band: its name, where it was placed, its share. */
export function BandOption({ name, href, note, picture, share, shareNote, classes }: BandOptionProps) {
  return (
    <li className={classNames('band-option', classes)}>
      <div className="band-option__name">
        {href ? <a href={href}>{name}</a> : <strong>{name}</strong>}
        {note ? <p className="meta">{note}</p> : null}
      </div>
      {picture ? <div className="band-option__picture">{picture}</div> : null}
      <p className="band-option__share">
        <bdi>{share}</bdi>
        {shareNote ? <span className="band-option__of"> {shareNote}</span> : null}
      </p>
    </li>
  )
}
