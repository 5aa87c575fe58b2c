const marks = [',', ';', '\t'] as const

/** What stands between the cells of a table: the mark that its heads have most of outside quotation marks, where a question may hold any of them. */
export function delimiterOf(text: string): string {
  const heads = text.replace(/^[\r\n]+/, '').match(/^(?:"(?:[^"]|"")*"|[^"\r\n])*/)?.[0] ?? ''
  const bare = heads.replace(/"(?:[^"]|"")*"/g, '')
  const count = (mark: string) => bare.split(mark).length
  return marks.reduce<string>((best, mark) => (count(mark) > count(best) ? mark : best), marks[0])
}
