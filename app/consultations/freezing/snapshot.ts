import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { merkleRoot } from '../../ledger/merkle-tree.ts'
import type { ChoiceList, ChoiceListInput, PopulationMargins } from '../../priorities/choice-list-contract.ts'
import type { ConfirmLevel } from '../confirming/confirming.ts'
import type { FurtherGroup } from '../equality/characteristics.ts'
import type { FormQuestion } from '../form.ts'
import type { OrganisationsApart } from '../organisations/organisation.ts'

/** How many answers there are of each kind when a snapshot is taken. */
export interface AnswerCounts {
  counted: number
  outside: number
  organisation: number
  late: number
  withdrawn: number
  /** In the counted ones: shown with and without, never removed (rules L-8 and L-10). */
  duplicate: number
  campaign: number
  /** Begun and never sent. */
  unsent: number
  /** Answers that officers gave to try the form out; this and what follows stand only where there are any. */
  test?: number
  /** Late letters, posted in time, that two people let in: they are among the counted. */
  accepted?: number
  /** Among the counted ones: of members of the citizens' panel, through the link of their sample; null where too few. */
  panel?: number | null
  /** Answers of files that were loaded and taken out again. */
  undone?: number
  /** Rows of survey tools’ files that were not loaded: tries by the survey’s makers, and what was begun and never finished. */
  file_tests?: number
  file_unfinished?: number
  /** Paper forms that are in no figure, by why. */
  blank?: number
  unclear?: number
  over?: number
  /** Paper forms that were keyed in a batch which nobody has checked and signed. */
  unsigned?: number
  /** Paper forms of batches that officers ended without counting them, by why. */
  unkeyed?: number
  untrusted?: number
  repeated?: number
  /** Single answers on paper that are out of their question's base alone. */
  unclear_answers?: number
  over_answers?: number
  /** Paper forms of signed batches, and of the fields that somebody keyed a second time how many there were and how many differed. */
  keyed?: number
  fields_checked?: number
  fields_wrong?: number
  /** Held back for how they were sent, by why, and in no figure; those that officers let in are among the counted. */
  trap?: number
  fast?: number
  many?: number
  /** The three together, where one of them alone is too few to be told; null where all together are. */
  quarantined?: number | null
  released?: number | null
}

/** Frozen one second before midnight on the closing day: that nothing was added or lost since can be checked by it. */
export interface ClosingContent {
  format: 'folkmoot-closing/1'
  exercise: string
  consultation: { id: string; version: number }
  closesOn: string
  counts: AnswerCounts
  /** RFC 6962 root over the ledger commitments of the counted answers, in order of the commitments themselves. */
  answersRoot: string
}

/** All that says how a list was made, beside the list itself. */
export interface AnalysisAbout {
  exercise: { id: string; slug: string; title: string }
  consultation: { id: string; version: number }
  question: { title: string; picksMax: number }
  options: { id: string; title: string; slug: string | null }[]
  districts: { id: string; name: string }[]
  counts: AnswerCounts
  population: { source: string | null; margins: PopulationMargins }
  code: string
  /** Kinds of taking part that were declared, in order, by the ids that the list uses; none in older snapshots. */
  sources?: { id: string; name: string; takes: SourceTakes }[]
  /** How the exercise had its answers confirmed; missing in what was frozen before it was said. */
  confirmedBy?: ConfirmLevel
  /** Organisations that answered, apart and in no figure; only where there are any. */
  organisations?: OrganisationsApart
  /** Why the list is not drawn up by the parameters that it was frozen with; only where it is not. */
  chosenBecause?: string
}

/**
 * The one joining of answers and equality answers. The first form held the list itself; since the second, the hash of
 * its own text (`priority_list.result`), so that a page need not read it twice.
 */
export type AnalysisContent = AnalysisAbout &
  ({ format: 'folkmoot-analysis/1'; list: ChoiceList } | { format: 'folkmoot-analysis/2'; result: string })

/** The same for a consultation with questions of its own: as they were asked, with their English words by text id. */
export interface FormAnalysisContent
  extends Pick<AnalysisAbout, 'exercise' | 'consultation' | 'districts' | 'counts' | 'code' | 'organisations'> {
  format: 'folkmoot-form-analysis/1'
  form: { version: number; questions: FormQuestion[] }
  titles: Record<string, string>
  /** SHA-256 of the text of the results. */
  result: string
}

/** Where a source's ballots come from: residents' answers, those of them given at events, or a file of ballots. */
export type SourceTakes = 'answers' | 'events' | 'ballots'

/** The exact text that is hashed: canonical JSON, in which there are no decimals. */
export const frozenText = (content: ClosingContent | AnalysisContent | FormAnalysisContent): string =>
  canonicalJson(content as unknown as Canonical)

export const frozenHash = (text: string): string => sha256(text)

/** The root over commitments (hexadecimal), sorted, so that the order in which people answered cannot be read from it. */
export const answersRoot = (commitments: readonly string[]): string =>
  merkleRoot([...commitments].sort().map((commitment) => Buffer.from(commitment, 'hex')))

/** The seed of the rank sets' draws: fixed with the consultation's id, so before anybody answered. 48 bits. */
export const seedOf = (consultationId: string): number =>
  Number.parseInt(sha256(`seed:${consultationId}`).slice(0, 12), 16)

/** One counted answer with what its sender said about themselves, as it is read for the freeze and never stored. */
export interface JoinedAnswer extends Partial<Record<FurtherGroup, string | null>> {
  id: string
  picks: string[]
  same: boolean
  none: boolean
  district: string | null
  forum: string | null
  channel: string
  ageBand: string | null
  sex: string | null
  ethnicGroup: string | null
  /** Whether the citizens' panel was asked, or it came of its sender's own accord. */
  cameThrough: string
  cluster: string | null
  duplicate: boolean
}

/** The method's input from the joined answers. Somebody under 16 has no place in the census margin of age. */
export function listInput(
  answers: readonly JoinedAnswer[],
  about: Pick<AnalysisContent, 'options' | 'districts'> & {
    picksMax: number
    margins: PopulationMargins
    settings: NonNullable<ChoiceListInput['settings']>
    groupOrder: NonNullable<ChoiceListInput['groupOrder']>
    seed: number
    further?: ChoiceListInput['further']
    sources?: readonly DeclaredSource[]
    /** Answers that were held back for how they were sent, whatever was decided of them. */
    held?: readonly JoinedAnswer[]
  },
): ChoiceListInput {
  const place = new Map(about.options.map(({ id }, i) => [id, i]))
  const places = (picks: readonly string[]) => picks.map((option) => place.get(option)!)
  const { sources = [], held = [] } = about
  const respondent = ({ id: _, picks, duplicate, ...row }: JoinedAnswer) => ({
    ...row,
    picks: places(picks),
    flaggedDuplicate: duplicate,
  })
  const eventsApart = sources.some(({ takes }) => takes === 'events')
  return {
    options: about.options.map(({ id, title }) => ({ id, title })),
    picksMax: about.picksMax,
    population: about.margins,
    districts: about.districts,
    groupOrder: about.groupOrder,
    settings: about.settings,
    seed: about.seed,
    comparedBy: 'said',
    ...(about.further?.length && { further: about.further }),
    rows: answers.map(respondent),
    ...(held.length && { held: held.map(respondent) }),
    ...(sources.length && {
      sources: sources.map((source) => ({
        id: source.id,
        weight: source.weight,
        choices: choicesOf(source, answers, eventsApart).map(({ picks, same }) => ({ picks: places(picks), same })),
      })),
    }),
  }
}

/** A kind of taking part as it was declared; `ballots` only where they came in a file. */
export interface DeclaredSource {
  id: string
  name: string
  takes: SourceTakes
  weight: number
  ballots: { picks: string[]; same: boolean }[]
}

/** Its choices: the ballots of its file, or residents' answers. Those given at events count once, as what was declared. */
function choicesOf(
  source: Pick<DeclaredSource, 'takes' | 'ballots'>,
  answers: readonly Pick<JoinedAnswer, 'picks' | 'same' | 'channel'>[],
  eventsApart: boolean,
): { picks: string[]; same: boolean }[] {
  if (source.takes === 'ballots') return source.ballots
  const atEvents = source.takes === 'events'
  const own = answers.filter(({ channel }) => (atEvents ? channel === 'event' : !(eventsApart && channel === 'event')))
  return own.map(({ picks, same }) => ({ picks, same }))
}

/** What everything was when it was read, over the answers' own digest: if it changes before the freeze is written, it is not written. */
export const digestWith = (
  answers: readonly string[],
  sources: readonly DeclaredSource[],
  organisations: OrganisationsApart | undefined,
): string => sha256(canonicalJson([...answers, sources, organisations ?? null] as unknown as Canonical))
