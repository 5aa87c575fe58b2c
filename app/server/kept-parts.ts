const bytesKept = 16_000_000

/** Rendered parts by name, the longest unused forgotten first. */
const kept = new Map<string, Buffer>()
let bytes = 0

function remembered(name: string, render: () => string): Buffer {
  const known = kept.get(name)
  const part = known ?? Buffer.from(render())
  kept.delete(name)
  kept.set(name, part)
  if (!known) bytes += name.length + part.length
  for (const [oldest, held] of kept) {
    if (bytes <= bytesKept) break
    kept.delete(oldest)
    bytes -= oldest.length + held.length
  }
  return part
}

/**
 * One page's kept parts. `place` answers a mark that React takes for text; `fill` puts the parts where their marks stand.
 * `secret` is the page's nonce: nothing a reader typed can be taken for a mark.
 */
export function keptParts(secret: string) {
  const parts: Buffer[] = []
  const opening = `\uE000${secret} `
  return {
    place(name: string, render: () => string): string {
      parts.push(remembered(name, render))
      return `${opening}${parts.length - 1}\uE001`
    },
    /** The page in UTF-8. Kept parts are never encoded again: on a long page that costs more than rendering the rest. */
    fill(html: string): Buffer {
      const [first, ...rest] = html.split(opening)
      const pieces = rest.flatMap((piece) => {
        const end = piece.indexOf('\uE001')
        return [parts[Number(piece.slice(0, end))]!, Buffer.from(piece.slice(end + 1))]
      })
      return Buffer.concat([Buffer.from(first!), ...pieces])
    },
  }
}
