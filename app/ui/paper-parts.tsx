import type { ReactNode } from 'react'

/** What a paper says it is: `<dl>` of provenance at the end ("how it was made"), small and printed. */
export function Provenance({ title, id, children }: { title: ReactNode; id: string; children: ReactNode }) {
  return (
    <section className="provenance" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

/** The way to each part of a long page, by the ids of their headings. */
export function PageContents({
  title,
  parts,
}: {
  title: string
  parts: readonly (readonly [id: string, name: string])[]
}) {
  return (
    <nav className="contents no-print" aria-labelledby="contents">
      <h2 id="contents">{title}</h2>
      <ul>
        {parts.map(([id, name]) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Nothing here yet: what will be here, and when. */
export function EmptyState({ children }: { children: ReactNode }) {
  return <div className="empty-state">{children}</div>
}

/** A page's words that no speaker has checked, said so in their own language. */
export function Unchecked({ children }: { children: ReactNode }) {
  return <p className="unchecked">{children}</p>
}
