import type { Approval } from '../approval.ts'
import {
  approvalVoting,
  type Committees,
  chamberlinCourant,
  monroe,
  proportionalApproval,
  satisfactionApproval,
  sequentialChamberlinCourant,
} from '../approval-committee.ts'
import { ejrPlusViolations } from '../ejr-plus.ts'
import { equalSharesCommittee } from '../equal-shares-committee.ts'
import {
  extendedJustifiedRepresentation,
  justifiedRepresentation,
  proportionalJustifiedRepresentation,
} from '../justified-representation.ts'
import { sequentialPhragmen } from '../phragmen.ts'
import { reverseSequentialPav, sequentialPav } from '../proportional-approval.ts'
import { type Answer, answer, type Handler } from './answer.ts'
import type { ReferenceCase } from './case.ts'

type Rule = (approvals: readonly Approval[], size: number, seats: number) => Committees

/** Orders of election that fill the same places are one committee. */
const taken = (rule: { outcomes: readonly { state: { elected: readonly number[] } }[] }): Committees => {
  const sets = rule.outcomes.map(({ state }) => [...state.elected].sort((a, b) => a - b))
  return [...new Map(sets.map((set) => [set.join(), set])).values()]
}
const states = (rule: { outcomes: readonly { state: readonly number[] }[] }): Committees =>
  rule.outcomes.map(({ state }) => state)

const RULES: Readonly<Record<string, Rule>> = {
  av: approvalVoting,
  sav: satisfactionApproval,
  pav: proportionalApproval,
  cc: chamberlinCourant,
  seqcc: sequentialChamberlinCourant,
  seqpav: (approvals, size, seats) => states(sequentialPav(approvals, size, seats)),
  revseqpav: (approvals, size, seats) => states(reverseSequentialPav(approvals, size, seats)),
  seqphragmen: (approvals, size, seats) => taken(sequentialPhragmen(approvals, size, seats)),
  monroe,
  'equal-shares': (approvals, size, seats) => equalSharesCommittee(approvals, size, seats),
  'equal-shares-with-av-completion': (approvals, size, seats) =>
    equalSharesCommittee(approvals, size, seats, 'approval'),
}

const AXIOMS: Readonly<
  Record<string, (approvals: readonly Approval[], size: number, committee: readonly number[]) => boolean>
> = {
  jr: justifiedRepresentation,
  pjr: proportionalJustifiedRepresentation,
  ejr: extendedJustifiedRepresentation,
  'ejr+': (approvals, size, committee) => ejrPlusViolations(approvals, size, committee).length === 0,
}

const approvals = (profile: readonly (readonly number[])[]): Approval[] =>
  profile.map((approved) => ({ approved, weight: 1 }))

/** Approval profiles: all winning committees of a rule, and the axioms that a committee meets. */
export const committees: Handler = {
  accepts: ({ input }) => input.kind === 'approvals',
  open: ({ input }) => {
    const profile = approvals(input.profile as number[][])
    const size = input.num_cand as number
    return (key) => {
      if (key === 'representation_axioms') return verdictRows(profile, size)
      const rule = RULES[/^(.*)\.all-winning-committees$/.exec(key)?.[1] ?? '']
      return rule && asSets(rule(profile, size, input.committee_size as number))
    }
  },
}

/** Committees in any order, members in any order. */
function asSets(found: Committees): Answer {
  const form = (list: readonly (readonly number[])[]) =>
    JSON.stringify(list.map((committee) => [...committee].sort((a, b) => a - b).join()).sort())
  return { got: found, match: (expected) => Array.isArray(expected) && form(expected) === form(found) }
}

/** Each row names a committee and the verdict on it under each axiom. */
function verdictRows(profile: readonly Approval[], size: number): Answer {
  const judge = (row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const axiom = AXIOMS[name.toLowerCase()]
        return [name, axiom === undefined ? value : axiom(profile, size, row.committee as number[])]
      }),
    )
  return {
    got: 'the verdicts of this project',
    match: (expected) =>
      Array.isArray(expected) && expected.every((row) => JSON.stringify(judge(row)) === JSON.stringify(row)),
  }
}

/** Committees given with their profiles, and the verdicts published for them. */
export const representation: Handler = {
  accepts: ({ input }) => input.kind === 'approvals+committee',
  open:
    ({ input, expected }: ReferenceCase) =>
    (key) => {
      if (key !== 'verdicts') return undefined
      const cases = input.cases as { id: string; profile: number[][]; committee: number[] }[]
      const asked = expected.verdicts as Record<string, Record<string, Record<string, boolean>>>
      const verdicts = cases.map(({ id, profile, committee }) => {
        const size = 1 + Math.max(...profile.flat(), ...committee)
        const judge = (axioms: Record<string, boolean>) =>
          Object.fromEntries(
            Object.keys(axioms).map((axiom) => [
              axiom,
              AXIOMS[axiom.toLowerCase()]?.(approvals(profile), size, committee),
            ]),
          )
        return [
          id,
          Object.fromEntries(Object.entries(asked[id] ?? {}).map(([source, axioms]) => [source, judge(axioms)])),
        ]
      })
      return answer(Object.fromEntries(verdicts))
    },
}
