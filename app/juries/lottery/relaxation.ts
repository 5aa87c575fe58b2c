import type { Criterion, Target } from '../targets/target.ts'
import { type Message, sameName } from './quota.ts'

/** Words for the note that stays beside a changed target. */
interface NoteWords {
  note: (values: { bound: string; from: number; to: number }) => string
  bound: (bound: 'minimum' | 'maximum') => string
}

/**
 * The criteria with every change that a failed lottery named ("lower-minimum", "raise-maximum"), each noted; flexible
 * bounds give way with what they stand beside.
 */
export function relaxed(
  criteria: readonly Criterion[],
  messages: readonly Message[],
  words: NoteWords,
): { criteria: Criterion[]; changes: number } {
  let changes = 0
  const changed = (target: Target, { code, params }: Message): Target => {
    const [from, to] = [Number(params.from), Number(params.to)]
    const bound = code === 'lower-minimum' ? 'minimum' : 'maximum'
    if (target[bound] !== from) return target
    changes++
    const said = words.note({ bound: words.bound(bound), from, to })
    const note = target.note ? `${target.note}. ${said}` : said
    return bound === 'minimum'
      ? { ...target, note, minimum: to, minFlex: target.minFlex === null ? null : Math.min(target.minFlex, to) }
      : { ...target, note, maximum: to, maxFlex: target.maxFlex === null ? null : Math.max(target.maxFlex, to) }
  }
  const result = criteria.map((criterion) => ({
    ...criterion,
    targets: criterion.targets.map((target) =>
      messages
        .filter(
          ({ code, params }) =>
            (code === 'lower-minimum' || code === 'raise-maximum') &&
            sameName(String(params.category)) === sameName(criterion.name) &&
            sameName(String(params.value)) === sameName(target.value),
        )
        .reduce(changed, target),
    ),
  }))
  return { criteria: result, changes }
}
