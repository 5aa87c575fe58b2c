import { typedDay } from '../../engagement/register/plan-form.ts'

/**
 * Days typed one a line, as `2027-01-15` or `15 1 2027` (strokes, dots and dashes will do): sorted, each once. `wrong`
 * names every line that is no day, with its number as a person counts.
 */
export function readDays(text: string): { days: string[]; wrong: { line: number; text: string }[] } {
  const wrong: { line: number; text: string }[] = []
  const days = new Set<string>()
  text.split('\n').forEach((typed, i) => {
    const line = typed.trim()
    if (!line) return
    const parts = line.split(/[\s/.-]+/)
    const [day = '', month = '', year = ''] = parts[0]?.length === 4 ? parts.toReversed() : parts
    const found = parts.length === 3 ? typedDay(day, month, year) : undefined
    if (found) days.add(found)
    else wrong.push({ line: i + 1, text: line })
  })
  return { days: [...days].sort(), wrong }
}
