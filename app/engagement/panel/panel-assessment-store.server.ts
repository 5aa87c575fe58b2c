import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { londonDay } from '../london-day.ts'
import { emptyOf } from '../publishing/publication.ts'
import { inForce, maySign, type PanelAssessment, panelAssessmentFields } from './panel-assessment.ts'

/** Every version of the panel's assessment, the newest first, with who wrote and who signed it. */
export async function panelAssessments(
  db: Handle,
): Promise<(PanelAssessment & { writer: string; signer: string | null })[]> {
  const rows = await db
    .selectFrom('panel_assessment as a')
    .innerJoin('person as w', 'w.id', 'a.written_by')
    .leftJoin('person as s', 's.id', 'a.signed_by')
    .select(['a.version', 'a.content', 'a.written_by as writtenBy', 'a.written_at as writtenAt'])
    .select(['a.signed_by as signedBy', 'a.signed_at as signedAt', 'w.label as writer', 's.label as signer'])
    .orderBy('a.version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) }))
}

/** True once people may be asked: somebody has signed an assessment (rule P-5). */
export const isAssessed = async (db: Handle): Promise<boolean> => inForce(await panelAssessments(db)) !== null

/** What a signature is put under: exactly the words of one version. */
export const assessmentHash = ({ version, content }: Pick<PanelAssessment, 'version' | 'content'>): string =>
  sha256(canonicalJson({ version, content: { ...content } }))

/** Writes the version that nobody has signed yet; after a signature, the next one. */
export async function writePanelAssessment(
  tx: Tx,
  { content, personId }: { content: Readonly<Record<string, string>>; personId: string },
  now: Date,
): Promise<number> {
  const [newest] = await panelAssessments(tx)
  const row = { content: JSON.stringify(content), written_by: personId, written_at: now.toISOString() }
  const version = newest && newest.signedAt === null ? newest.version : (newest?.version ?? 0) + 1
  await tx
    .insertInto('panel_assessment')
    .values({ version, ...row, signed_by: null, signed_at: null, signed_hash: null })
    .onConflict((conflict) => conflict.column('version').doUpdateSet(row))
    .execute()
  const of = { objectKind: 'citizens_panel', objectId: 'citizens-panel', detail: { version } }
  await logAct(tx, now, { personId, did: 'wrote the assessment of the citizens’ panel', ...of })
  return version
}

/** Signs the newest version as the signer saw it. What is signed is never changed again, and the ledger has its hash. */
export async function signPanelAssessment(
  tx: Tx,
  { hash, personId }: { hash: string; personId: string },
  now: Date,
): Promise<'signed' | 'changed' | 'own' | 'empty'> {
  const [newest] = await panelAssessments(tx)
  if (!newest || newest.signedAt !== null || assessmentHash(newest) !== hash) return 'changed'
  if (!maySign(newest, personId)) return 'own'
  if (emptyOf(panelAssessmentFields, newest.content).length) return 'empty'
  const { version } = newest
  const today = londonDay(now)
  await tx
    .updateTable('panel_assessment')
    .set({ signed_by: personId, signed_at: now.toISOString(), signed_hash: hash })
    .where('version', '=', version)
    .execute()
  await record(tx, 'panel.assessed', { version, hash, on: today }, today)
  const of = { objectKind: 'citizens_panel', objectId: 'citizens-panel', detail: { version } }
  await logAct(tx, now, { personId, did: 'signed the assessment of the citizens’ panel', ...of })
  return 'signed'
}
