/** One block of a session's agenda. A protected block (a break, the vote) is never shortened by an overrun. */
export interface Block {
  title: string
  minutes: number
  protected: boolean
}

export interface TimedBlock extends Block {
  /** `HH:MM` on the wall. */
  startsAt: string
  endsAt: string
}

/** Talks are at most 15 minutes, questions at least as long (J-13). */
export const mostWitnessMinutes = 15

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Minutes after midnight of `HH:MM`, or undefined when it is no time of day. */
export function minutesOf(time: string): number | undefined {
  const parts = clock.exec(time)
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The blocks with their times, one after the other from the start. */
export function timed(startsAt: string, blocks: readonly Block[]): TimedBlock[] {
  let at = minutesOf(startsAt) ?? 0
  return blocks.map((block) => {
    const from = at
    at += block.minutes
    return { ...block, startsAt: timeOf(from), endsAt: timeOf(at) }
  })
}

/** Minutes between start and end that no block fills (negative: the blocks are too long). 0 when they add up. */
export function minutesLeft(startsAt: string, endsAt: string, blocks: readonly Block[]): number {
  const length = (minutesOf(endsAt) ?? 0) - (minutesOf(startsAt) ?? 0)
  return length - blocks.reduce((sum, block) => sum + block.minutes, 0)
}

/** Where a session stands at a time of day: the block that runs and the minutes it still has; -1 before and after. */
export function blockAt(startsAt: string, blocks: readonly Block[], time: string): { index: number; left: number } {
  let end = minutesOf(startsAt) ?? 0
  const now = minutesOf(time) ?? 0
  if (now < end) return { index: -1, left: 0 }
  for (const [index, block] of blocks.entries()) {
    end += block.minutes
    if (now < end) return { index, left: end - now }
  }
  return { index: -1, left: 0 }
}

export interface Nudged {
  blocks: Block[]
  /** Minutes each block loses, in the order of the blocks. */
  lost: number[]
  /** Minutes by which the session ends later, because nothing that may be shortened was left. */
  later: number
}

const leastMinutes = 5

/**
 * Gives one block more minutes and takes them from what follows: from the longest unprotected block first, a minute at
 * a time, never below five minutes. The end moves only when nothing else can give.
 */
export function nudge(blocks: readonly Block[], index: number, minutes: number): Nudged {
  const lost = blocks.map(() => 0)
  let later = 0
  for (let taken = 0; taken < minutes; taken++) {
    const giver = blocks
      .map((block, i) => ({ i, can: i > index && !block.protected, left: block.minutes - lost[i]! }))
      .filter(({ can, left }) => can && left > leastMinutes)
      .sort((a, b) => b.left - a.left || b.i - a.i)[0]
    if (giver) lost[giver.i]!++
    else later++
  }
  const moved = blocks.map((block, i) => ({
    ...block,
    minutes: block.minutes - lost[i]! + (i === index ? minutes : 0),
  }))
  return { blocks: moved, lost, later }
}

export interface AgendaTrouble {
  /** The line as a person counts, from 1. */
  row: number
  trouble: 'form' | 'minutes' | 'title'
}

/**
 * Reads an agenda typed one block a line: `minutes, title`, with a star before the minutes of a protected block
 * (`*15, Break`). Empty lines are skipped. Nothing is taken as long as one line is wrong.
 */
export function readAgenda(text: string): { blocks: Block[]; troubles: AgendaTrouble[] } {
  const blocks: Block[] = []
  const troubles: AgendaTrouble[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const parts = /^\s*(\*?)\s*(\d+)\s*[,;\t ]\s*(.*?)\s*$/.exec(line)
    const row = index + 1
    if (!parts) troubles.push({ row, trouble: 'form' })
    else if (Number(parts[2]) < 1 || Number(parts[2]) > 600) troubles.push({ row, trouble: 'minutes' })
    else if (!parts[3]) troubles.push({ row, trouble: 'title' })
    else blocks.push({ title: parts[3], minutes: Number(parts[2]), protected: parts[1] === '*' })
  }
  return { blocks, troubles }
}

/** The agenda as `readAgenda` reads it. */
export const agendaText = (blocks: readonly Block[]): string =>
  blocks.map((block) => `${block.protected ? '*' : ''}${block.minutes}, ${block.title}`).join('\n')
