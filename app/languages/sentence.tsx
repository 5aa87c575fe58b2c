import { Fragment, type ReactNode } from 'react'

const edge = '\u0001'

/**
 * A whole sentence of the words files in which dates, codes or links are elements of their own, wherever the language
 * puts them: `<Sentence parts={{ day: <DateText … /> }}>{(slots) => t('closes_on', slots)}</Sentence>`.
 */
export function Sentence({
  parts,
  children,
}: {
  parts: Readonly<Record<string, ReactNode>>
  children: (slots: Record<string, string>) => string
}) {
  const slots = Object.fromEntries(Object.keys(parts).map((name) => [name, `${edge}${name}${edge}`]))
  return (
    <>
      {children(slots)
        .split(edge)
        .map((piece, i) => (
          <Fragment key={i}>{i % 2 ? parts[piece] : piece}</Fragment>
        ))}
    </>
  )
}
