/** Stands in what is rendered once where each reader's own value comes later. Private characters: nobody types them. */
const opening = '\ue000'
const closing = '\ue001'

/** Takes a personal value out of what is rendered and gives the mark that stands for it. */
export type Mark = (value: string) => string

/**
 * How a page's data is shown to everybody in the same words: the same data with a mark wherever something is this reader's
 * alone (keys, codes, the order of options, what was chosen). Undefined where that cannot be said, as with free text.
 */
export type Sharing<D> = (data: D, mark: Mark) => D | undefined

/**
 * A page as it was rendered once, cut at its marks. `pieces` is one longer than `holes`, which name a value by number.
 * Each piece is written as it is sent: one character a byte, so that filling in joins bytes and changes none.
 */
export interface KeptPage {
  pieces: string[]
  holes: number[]
}

/** The nonce's mark: its number is the same on every page. */
const nonceHole = 0
export const nonceMark = `${opening}${nonceHole}${closing}`

/** The marked data, and the values of the marks by number; the nonce is the first. */
export function shared<D>(sharing: Sharing<D>, data: D, nonce: string): { data: D; values: string[] } | undefined {
  const values = [nonce]
  const marked = sharing(data, (value) => `${opening}${values.push(value) - 1}${closing}`)
  return marked === undefined ? undefined : { data: marked, values }
}

/** Cuts a rendered page at its marks. Undefined when one stands for no value, so that nothing is shown wrongly. */
export function cutAtMarks(html: string, values: number): KeptPage | undefined {
  const cut = html.split(/\ue000(\d+)\ue001/)
  const pieces = cut.filter((_, i) => i % 2 === 0)
  const holes = cut.filter((_, i) => i % 2 === 1).map(Number)
  const whole = holes.every((hole) => hole < values) && !pieces.some((piece) => /[\ue000\ue001]/.test(piece))
  return whole ? { pieces: pieces.map(asBytes), holes } : undefined
}

/** The page for one reader, one character a byte (`latin1`). Values are escaped as text and as attributes are. */
export function filledIn({ pieces, holes }: KeptPage, values: readonly string[]): string {
  const safe = values.map((value) => asBytes(escaped(value)))
  let html = pieces[0]!
  for (const [i, hole] of holes.entries()) html += safe[hole]! + pieces[i + 1]!
  return html
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
const escaped = (value: string) => (/[&<>"']/.test(value) ? value.replace(/[&<>"']/g, (c) => entities[c]!) : value)

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII is the same in both writings
const asBytes = (text: string) => (/^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString('latin1'))
