const charactersKept = 16_000_000

/** Rendered parts by name, the longest unused forgotten first. */
const kept = new Map<string, string>()
let characters = 0

function remembered(name: string, render: () => string): string {
  const known = kept.get(name)
  const html = known ?? render()
  kept.delete(name)
  kept.set(name, html)
  if (known === undefined) characters += name.length + html.length
  for (const [oldest, text] of kept) {
    if (characters <= charactersKept) break
    kept.delete(oldest)
    characters -= oldest.length + text.length
  }
  return html
}

/**
 * One page's kept parts. `place` answers a mark that React takes for text; `fill` puts the parts where their marks stand.
 * `secret` is the page's nonce: nothing a reader typed can be taken for a mark.
 */
export function keptParts(secret: string) {
  const parts: string[] = []
  const mark = (at: number) => `\uE000${secret} ${at}\uE001`
  return {
    place(name: string, render: () => string): string {
      parts.push(remembered(name, render))
      return mark(parts.length - 1)
    },
    fill: (html: string): string =>
      parts.reduce((page, part, at) => {
        const from = page.indexOf(mark(at))
        return from < 0 ? page : page.slice(0, from) + part + page.slice(from + mark(at).length)
      }, html),
  }
}
