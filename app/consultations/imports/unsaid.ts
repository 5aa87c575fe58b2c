/**
 * What other programs, and people at their keyboards, write where somebody did not say who they are or where they live.
 * One list for every column of a file: whoever "would rather not say" their age and whoever would rather not say their
 * area mean the same, and a file mixes these words as it likes. An answer to a question is never read by it, because
 * there "don't know" may be an answer.
 */
const unsaid =
  /^(prefer not to (say|answer)|((i|i['’]d|i would) )?rather not say|(i['’]m |i am )?not sure|not (answered|stated|said)|don.?t know|n\/a)$/i

/** Whether a cell that tells of a person tells nothing. */
export const isUnsaid = (cell: string): boolean => {
  const given = cell.trim()
  return given === '' || unsaid.test(given)
}
