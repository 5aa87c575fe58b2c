import { z } from 'zod'
import { londonInstant } from '../../engagement/london-day.ts'
import { dayPart, typedDay } from '../../engagement/register/plan-form.ts'
import type { Message } from '../lottery/quota.ts'
import { QUICKNET, roundAt } from './drand.ts'
import { type Outcome, type Source, sourceErrors } from './public-draw.ts'

const text = (most: number) =>
  z
    .string()
    .max(most, 'too_long')
    .transform((s) => s.trim())
    .default('')

export const sourceKinds = ['dice', 'balls', 'drand'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** What the first of two people fills in to start a draw. */
export const planShape = z.object({
  kind: z.enum(sourceKinds, 'source'),
  throws: text(200),
  balls: text(200),
  drawn: text(200),
  witness1: text(200),
  witness2: text(200),
  witness3: text(200),
  'decidesOn-day': dayPart,
  'decidesOn-month': dayPart,
  'decidesOn-year': dayPart,
  decidesAt: text(200),
  reason: text(1000),
})

type Wrong = { field: string; key: string; values?: Record<string, string | number> }

const whole = (typed: string): number => (/^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN)

/** A draw's chance and time from what was typed; everything wrong with it by field, the rules' own messages apart. */
export function planFrom(typed: z.output<typeof planShape>) {
  const wrong: Wrong[] = []
  const on = typedDay(typed['decidesOn-day'], typed['decidesOn-month'], typed['decidesOn-year'])
  const isTime = /^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.decidesAt)
  if (!on) wrong.push({ field: 'decidesOn-day', key: 'date' })
  if (!isTime) wrong.push({ field: 'decidesAt', key: 'time' })
  const decidesAt = on && isTime ? londonInstant(on, typed.decidesAt.padStart(5, '0')) : null
  const witnesses = [typed.witness1, typed.witness2, typed.witness3].map((w) => w.toLowerCase())
  const numbers = numbersOf[typed.kind].filter((field) => Number.isNaN(whole(typed[field])))
  for (const field of numbers) wrong.push({ field, key: 'whole' })
  const source = sourceFrom(typed, witnesses, decidesAt)
  const errors = decidesAt || source.kind !== 'drand' ? sourceErrors(source) : []
  const messages = errors.filter(({ code }) => code !== 'too-little-chance' || !numbers.length)
  return { source, decidesAt, reason: typed.reason, wrong, messages }
}

/** The numbers that each kind of chance asks for. */
const numbersOf = { dice: ['throws'], balls: ['balls', 'drawn'], drand: [] } as const satisfies Record<
  Source['kind'],
  readonly ('throws' | 'balls' | 'drawn')[]
>

function sourceFrom(typed: z.output<typeof planShape>, witnesses: string[], decidesAt: Date | null): Source {
  if (typed.kind === 'dice') return { kind: 'dice', throws: whole(typed.throws), witnesses }
  if (typed.kind === 'balls') {
    return { kind: 'balls', balls: whole(typed.balls), drawn: whole(typed.drawn), witnesses }
  }
  return { kind: 'drand', publicKey: QUICKNET.publicKey, round: decidesAt ? roundAt(decidesAt.getTime()) : 0 }
}

/** The field to go to for a message about a source or an outcome. */
export const fieldOfMessage = ({ code, params }: Message, kind: Source['kind']): string =>
  ({
    'three-witnesses': 'witness1',
    'witness-secret': `secret${params.witness}`,
    'too-little-chance': kind === 'balls' ? 'drawn' : 'throws',
    'drand-source': 'decidesOn-day',
    'round-not-genuine': 'signature',
    'dice-wrong': 'numbers',
    'throw-not-of-a-die': 'numbers',
    'balls-wrong': 'numbers',
    'ball-not-announced': 'numbers',
    'ball-twice': 'numbers',
  })[code] ?? 'form'

/** What came of it on the day, as typed. */
export const outcomeShape = z.object({
  signature: text(400),
  numbers: text(400),
  secret1: z.string().max(400, 'too_long').default(''),
  secret2: z.string().max(400, 'too_long').default(''),
  secret3: z.string().max(400, 'too_long').default(''),
})

/** Numbers may be parted by anything that is no number; a secret is taken to the letter, white space around it apart. */
export function outcomeFrom(kind: Source['kind'], typed: z.output<typeof outcomeShape>): Outcome {
  if (kind === 'drand') return { kind, signature: typed.signature.toLowerCase().replace(/\s/g, '') }
  const numbers = (typed.numbers.match(/\d+/g) ?? []).map(Number)
  const secrets = [typed.secret1, typed.secret2, typed.secret3].map((secret) => secret.trim())
  return kind === 'dice' ? { kind, throws: numbers, secrets } : { kind, drawn: numbers, secrets }
}
