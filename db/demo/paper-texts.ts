import type { PaperKind } from '../../app/board/paper.ts'

interface PaperText {
  key: string
  kind: PaperKind
  title: string
  summary: string
  body: string
}

/** The papers under which the Board answered the jury. */
export const juryPapers: { report: PaperText; equality: PaperText } = {
  report: {
    key: 'jury-report',
    kind: 'jury_report',
    title: 'What the jury recommends',
    summary:
      'Twenty-one jurors sat for four days and voted in private on fourteen statements. Nine reached four fifths and are put to the Board, point by point, in the jurors’ own words.',
    body: 'Each recommendation needs an answer of its own: accepted, accepted in part, rejected, or not ours to decide, with a reason that a juror would understand.\n\nThree more statements had a majority below four fifths and two were not adopted. They are in the report and need no answer. One recommendation carries a minority statement by three jurors; members are asked to read it before they decide.\n\nThe jurors are invited to hear the answers and to talk about them.',
  },
  equality: {
    key: 'jury-equality',
    kind: 'equality_impact',
    title: 'Who gains and who might lose by the jury’s nine recommendations',
    summary:
      'Most gain: people who read little English, Gypsy, Traveller and Roma families, disabled people who need another format. Two risks are named, with what is done about each.',
    body: 'Race. Seven of nine recommendations bear first on people of minority ethnic communities, who told the jury that they are asked twice, heard late or not at all. The effect is expected to be good for all groups; figures by group (recommendation 3) will show whether it is.\n\nDisability. Asking once for language and format serves deaf and blind people and people with a learning disability as much as those who read another language. The form has room for both.\n\nAge. Children and young people are reached by recommendation 7 alone, which is not the Board’s to decide. Until schools answer, nothing changes for them: this is the first risk.\n\nSex, religion, sexual orientation, gender reassignment, pregnancy, marriage. No group was found to lose. Women use interpreters more often and gain by recommendation 1. Paid training and panels must be held at hours that parents and carers can keep.\n\nThe second risk is small numbers: a page that shows how each group fared could point at single people. Counts under ten are hidden, and the page says so.',
  },
}

/** The live papers of the next meeting. `item` names the agenda item; `standing` is the residents' slot. */
export const boardPapers: (PaperText & { item: string })[] = [
  {
    item: 'standing',
    key: 'list',
    kind: 'list',
    title: 'What matters most: the list',
    summary:
      'Getting an appointment stands alone at the top. The next six cannot be told apart. The Board promised to answer each of these seven.',
    body: 'Members are asked for a position on each of the seven priorities in the first two bands: accept, accept in part, reject, or not ours to decide. The other five stay in the evidence and come back when a partner takes one of them up.\n\nRead who is missing before the order. Older people answered far more often than people under thirty; the weighted figures correct for that as far as they can, and the two orders stand side by side.\n\nThe jury’s recommendations are not added into the figures. Three of the seven priorities were also named by the jury.',
  },
  {
    item: 'standing',
    key: 'list-equality',
    kind: 'equality_impact',
    title: 'Who gains and who might lose by putting these seven first',
    summary:
      'Older people and people without a car gain most by the order as it stands. People under thirty are heard least: two of their first choices, homes and mental health, are in the second band and could be overlooked.',
    body: 'Age. People under thirty are one in five residents and one in seventeen of those who answered. Their first two choices are affordable homes and mental health support for young people. Help to stay independent at home is what people over sixty-five put second. If money is short, the partners should not take from the one to give to the other without saying so.\n\nDisability. Appointments, buses and help at home bear on disabled people more than on others. Every action should say how it can be used by somebody who cannot drive, see or hear.\n\nRace. Too few Black residents and residents of other groups answered to give percentages. The jury’s recommendations are the better evidence for them and should be read beside the list.\n\nSex. More women than men answered; the weighted figures correct for it. Sexual orientation, religion, gender reassignment, pregnancy and marriage: nothing in the answers points to a group that would lose; free comments were read for it.\n\nRural residents. Buses stand second in Melton, Harborough and North West Leicestershire. The rural partnership has read this paper and asks that every action names at least one village.',
  },
  {
    item: 'm4-winter',
    key: 'winter',
    kind: 'officer',
    title: 'Winter: one calendar of warm places',
    summary: 'One calendar instead of fourteen. Each partner is asked to name its days by the first of next month.',
    body: 'Last winter thirty-one warm places were opened by nine bodies. On Tuesdays twelve were open at once in two towns; on Sundays there was one in the whole county.\n\nThe paper asks for one decision: that partners put their days into one calendar before they announce them. It costs nothing but the asking. The environment forum and the parishes offer to keep it.',
  },
  {
    item: 'm4-agreements',
    key: 'agreements',
    kind: 'officer',
    title: 'Three-year agreements: what is known without a report',
    summary:
      'The owner reported once and has been silent since. What the voluntary sector’s own survey says is put here instead.',
    body: 'Nineteen of sixty-three groups answered a survey by the council for voluntary service. Three have been offered an agreement of three years. Eleven have had no word. Two have closed.\n\nThe Board is asked to hear the owner and to say by when the half that it promised will be there.',
  },
  {
    item: 'm4-conference',
    key: 'conference',
    kind: 'officer',
    title: 'Two ratings the conference does not agree with',
    summary:
      'Members of the standing conference see amber where an owner reported green, and ask what would have to be true for it to be green.',
    body: 'The conference rated seven actions by what its members see where they live. On five it agrees with the owners. On two it does not, and has sent each owner a challenge.\n\nThe owners’ answers stand beside the ratings on the public pages. The Board is asked to hear both and to note where they differ.',
  },
  {
    item: 'm4-speeding',
    key: 'speeding',
    kind: 'officer',
    title: 'Speeding past village schools: who could do what',
    summary: 'Four bodies share these roads. One trial of six schools would need each of them to do one thing.',
    body: 'Three requests were joined under this item: a village in Harborough, parents in Wigston, and five parish councils with two years of speed-watch figures.\n\nThe county council sets limits, the police enforce them, the districts plan what is built beside the road, and the fire service teaches. A trial at six schools for one school year would show whether the four together do what none could do alone.\n\nThe parishes’ figures show one car in six above the limit between eight and nine in the morning.',
  },
]

/** One paper for each of the other meetings held, which went out three weeks before. */
export const earlierPapers: (PaperText & { item: string; meeting: string; day: number })[] = [
  {
    meeting: 'm1',
    item: 'm1-report',
    day: -291,
    key: 'm1-report',
    kind: 'officer',
    title: 'How the Board will answer the jury',
    summary: 'Point by point, in public, at the next Board but not before members have had three weeks to read.',
    body: 'The jury’s report came out nine days before the papers of this Board. That is too soon to answer nine recommendations well.\n\nThe Board is asked to hear two jurors today, to acknowledge the report, and to answer each recommendation at its next meeting with a reason that a juror would understand.',
  },
  {
    meeting: 'm3',
    item: 'm3-progress',
    day: -111,
    key: 'm3-progress',
    kind: 'officer',
    title: 'Seven actions, five reports that agree with what people see, one silence',
    summary: 'Six owners reported in time and one did not. Two ratings have got worse since the first report.',
    body: 'Interpreters at the first contact are in most places. The new referral form is late. Community members sit on four interview panels in ten.\n\nNo report has come on agreements of three years. The rule puts an action on the agenda by itself when two reports are missed; this is the first.',
  },
]
