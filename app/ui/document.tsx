import type { ReactNode } from 'react'
import type { Direction } from './shell.tsx'

export type DocumentProps = Readonly<{
  lang: string
  dir: Direction
  /** Remix's `Meta` and `Links`. */
  head: ReactNode
  /** `Shell` with the page, then whatever scripts the page asked for. */
  children: ReactNode
}>

/** The html element around a page. */
export function Document({ lang, dir, head, children }: DocumentProps) {
  return (
    <html lang={lang} dir={dir} className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0b5c4d" />
        {head}
      </head>
      <body className="govuk-template__body">{children}</body>
    </html>
  )
}
