import { boardReport, inputHash } from './board-report.ts'
import type { BoardReport, BoardReportInput } from './board-report-contract.ts'

/** A board report that keeps the last few by the hash of their input: the same input is not computed again. */
export function rememberedReports(most = 4): (input: BoardReportInput) => BoardReport {
  const known = new Map<string, BoardReport>()
  return (input) => {
    const hash = inputHash(input)
    const report = known.get(hash) ?? boardReport(input)
    known.delete(hash)
    known.set(hash, report)
    if (known.size > most) known.delete(known.keys().next().value!)
    return report
  }
}
