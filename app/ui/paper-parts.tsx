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

/** Nothing here yet: what will be here, and when. */
export function EmptyState({ children }: { children: ReactNode }) {
  return <div className="empty-state">{children}</div>
}

/** A page's words that no speaker has checked, said so in their own language. */
export function Unchecked({ children }: { children: ReactNode }) {
  return <p className="unchecked">{children}</p>
}
