import type { MetaFunction } from '@remix-run/react'

/**
 * A page's title: what the page is, then whose site it is. `of` reads it from what the loader returned; a loader that
 * returns `title` needs no `meta` of its own, because root's does `titled((data) => data.title)` for every page.
 */
export function titled<D = { title?: string }>(of: (data: D) => string | undefined): MetaFunction {
  return ({ data, matches, error }) => {
    const root = matches[0]?.data as { partnership?: string; wrong?: string } | undefined
    const site = root?.partnership ?? 'Folkmoot'
    const page = error ? root?.wrong : data ? of(data as D) : undefined
    return [{ title: page ? `${page} – ${site}` : site }]
  }
}
