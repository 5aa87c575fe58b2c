export type LatePostProblem = 'not_a_day' | 'before_opening' | 'after_closing' | 'after_arrival' | 'no_reason'

const leastReason = 10

/**
 * What keeps a letter that came after closing from being proposed to be counted: it must have been posted between
 * the opening and the closing day, and before it came; somebody must say how that is known (journey 3.1b). Days as `YYYY-MM-DD`; `postedOn` null is no day.
 */
export function latePostProblems(
  { postedOn, reason }: { postedOn: string | null; reason: string },
  { opensOn, closesOn, receivedOn }: { opensOn: string | null; closesOn: string; receivedOn: string | null },
): LatePostProblem[] {
  const problems: LatePostProblem[] = []
  if (postedOn === null) problems.push('not_a_day')
  else if (opensOn !== null && postedOn < opensOn) problems.push('before_opening')
  else if (postedOn > closesOn) problems.push('after_closing')
  else if (receivedOn !== null && postedOn > receivedOn) problems.push('after_arrival')
  if (reason.length < leastReason) problems.push('no_reason')
  return problems
}
