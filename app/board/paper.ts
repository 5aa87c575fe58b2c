/** What a paper is, in the order they are read. */
export const paperKinds = ['list', 'jury_report', 'equality_impact', 'officer'] as const
export type PaperKind = (typeof paperKinds)[number]
