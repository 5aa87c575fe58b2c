import { assessmentFields } from '../publishing/publication.ts'

/** What the assessment of the citizens' panel says, in this order: who answers for it, then as an exercise's (rule P-5). */
export const panelAssessmentFields = ['responsible', 'purpose', ...assessmentFields.data_protection] as const

/** One version of it. */
export interface PanelAssessment {
  version: number
  content: Readonly<Record<string, string>>
  writtenBy: string
  writtenAt: string
  signedBy: string | null
  signedAt: string | null
}

/** The version under which people may be asked: the newest that is signed. A next one may be in the making. */
export const inForce = (versions: readonly PanelAssessment[]): PanelAssessment | null =>
  versions.filter(({ signedAt }) => signedAt !== null).sort((a, b) => b.version - a.version)[0] ?? null

/** Whoever wrote a version last does not sign it; a signed one is not signed again. */
export const maySign = (newest: PanelAssessment | null, personId: string): boolean =>
  newest !== null && newest.signedAt === null && newest.writtenBy !== personId
