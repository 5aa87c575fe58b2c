import { csvText } from './csv-text.ts'
import type { PackFiles } from './pack.ts'

/** The counts as a table to take alone: what the sealed pack says beside them, how answers were confirmed, is its last row. */
export function countsAlone(files: PackFiles, picksMax: number, confirmed: string | null): string {
  const row = ['_confirmed_by', confirmed ?? '', ...Array.from({ length: picksMax + 3 }, () => '')]
  return `\ufeff${files['counts.csv']}${confirmed === null ? '' : csvText([row])}`
}
