import { addMonths } from '../engagement/london-day.ts'

/** Rule S-1: 24 members, 18 months each, one third renewed every 6 months. */
export const conferenceSize = 24
export const termMonths = 18
export const cohorts = 3
const renewalMonths = termMonths / cohorts

export interface Term {
  cohort: number
  termFrom: string
  termTo: string
  leftOn: string | null
}

/** The last day of a term that begins on a day. Whoever fills a vacancy serves what is left of their cohort's term. */
export const termEnd = (from: string): string => addMonths(from, termMonths)

/** Whether somebody is a member on a day: within the term and not gone. The last day counts. */
export const isMember = ({ termFrom, termTo, leftOn }: Term, day: string): boolean =>
  termFrom <= day && day <= termTo && (leftOn === null || day < leftOn)

/** Whose term ends within a renewal (6 months) from a day: those who will leave at the next renewal. */
export const leavingNext = <T extends Term>(members: readonly T[], day: string): T[] =>
  members.filter((member) => isMember(member, day) && member.termTo < addMonths(day, renewalMonths))

/** Seats that stand empty in each cohort on a day: a third of the conference less its members. */
export function vacancies(members: readonly Term[], day: string): { cohort: number; empty: number }[] {
  const third = conferenceSize / cohorts
  return Array.from({ length: cohorts }, (_, i) => i + 1).map((cohort) => ({
    cohort,
    empty: Math.max(0, third - members.filter((m) => m.cohort === cohort && isMember(m, day)).length),
  }))
}

/** Why somebody cannot become a member; undefined when they can. Only past jurors can (S-1), each once at a time. */
export function joiningTrouble(candidate: {
  satToTheEnd: boolean
  reported: boolean
  isMember: boolean
  empty: number
}) {
  if (!candidate.satToTheEnd || !candidate.reported) return 'not_a_past_juror' as const
  if (candidate.isMember) return 'member_already' as const
  return candidate.empty > 0 ? undefined : ('no_vacancy' as const)
}
