import type { ReactNode } from 'react'
import { SkipLink } from './skip-link.tsx'

export type Direction = 'ltr' | 'rtl'
export type ShellLink = Readonly<{ href: string; text: ReactNode; current?: boolean }>
/** One language of the switch, named in itself; `href` is this same page in it. */
export type ShellLanguage = Readonly<{ code: string; dir: Direction; name: string; href: string }>

export type ShellWords = Readonly<{
  skipToContent: string
  /** Names of the two navigation landmarks. */
  navigation: string
  languages: string
  demonstrationTitle: string
  demonstrationText: ReactNode
  signOut: string
  footer: string
}>

export type ShellProps = Readonly<{
  partnership: Readonly<{ name: string; href: string }>
  navigation: ReadonlyArray<ShellLink>
  languages: ReadonlyArray<ShellLanguage>
  /** The language of the words and which way they run; the switch marks it as the current one. */
  lang: string
  /** The first word of this page's address: the switch marks it. */
  current?: string
  dir: Direction
  demonstration: boolean
  signedInAs?: Readonly<{ text: ReactNode; signOutAction: string }>
  /** Stands in the same place on every page (WCAG 3.2.6). */
  help: ShellLink
  footerLinks?: ReadonlyArray<ShellLink>
  footerNote?: ReactNode
  /** It stands in another site's page: its links lead to a window of their own. */
  framed?: boolean
  /** This page's whole address, for paper only: links are printed with their paths. */
  address?: string
  words: ShellWords
  children: ReactNode
}>

function Languages({
  languages,
  lang,
  label,
}: {
  languages: ReadonlyArray<ShellLanguage>
  lang: string
  label: string
}) {
  if (languages.length < 2) return null
  return (
    <nav className="site-languages" aria-label={label}>
      <ul>
        {languages.map((language) => (
          <li key={language.code}>
            {language.code === lang ? (
              <span lang={language.code} dir={language.dir} aria-current="true">
                {language.name}
              </span>
            ) : (
              <a href={language.href} lang={language.code} hrefLang={language.code} dir={language.dir} rel="alternate">
                {language.name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SignedIn({ signedInAs, signOut }: { signedInAs: NonNullable<ShellProps['signedInAs']>; signOut: string }) {
  return (
    <form className="site-session" method="post" action={signedInAs.signOutAction}>
      <span>{signedInAs.text}</span>
      <button className="link-button link-button--inverse" type="submit">
        {signOut}
      </button>
    </form>
  )
}

const windowOf = ({ framed }: Pick<ShellProps, 'framed'>) => (framed ? '_blank' : undefined)

function Header(props: ShellProps) {
  return (
    <header>
      <div className="site-header__bar">
        <div className="wrap">
          <a className="site-header__name" href={props.partnership.href} target={windowOf(props)}>
            {props.partnership.name}
          </a>
          <Languages languages={props.languages} lang={props.current ?? props.lang} label={props.words.languages} />
          {props.signedInAs ? <SignedIn signedInAs={props.signedInAs} signOut={props.words.signOut} /> : null}
          {props.navigation.length > 0 ? (
            <nav className="site-navigation" aria-label={props.words.navigation}>
              <ul>
                {props.navigation.map((link) => (
                  <li key={link.href}>
                    <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                      {link.text}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
        </div>
      </div>
      {props.demonstration ? (
        <div className="ribbon">
          <p className="wrap">
            <strong>{props.words.demonstrationTitle}</strong> {props.words.demonstrationText}
          </p>
        </div>
      ) : null}
    </header>
  )
}

/** What stands around every page inside `body`: skip link, the partnership's header, the page, the footer. */
export function Shell(props: ShellProps) {
  const { words, help } = props
  return (
    <div className="site" lang={props.lang} dir={props.dir}>
      <SkipLink href="#content">{words.skipToContent}</SkipLink>
      <Header {...props} />
      {props.address ? (
        <p className="wrap print-only">
          <bdi translate="no">{props.address}</bdi>
        </p>
      ) : null}
      <main id="content" className="site-main" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="site-footer">
        <div className="wrap">
          <p className="site-footer__help">
            <a href={help.href} target={windowOf(props)}>
              {help.text}
            </a>
          </p>
          {props.footerLinks?.length ? (
            <nav aria-label={words.footer}>
              <ul>
                {props.footerLinks.map((link) => (
                  <li key={link.href}>
                    <a href={link.href} target={windowOf(props)}>
                      {link.text}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
          {props.footerNote ? <p>{props.footerNote}</p> : null}
        </div>
      </footer>
    </div>
  )
}
