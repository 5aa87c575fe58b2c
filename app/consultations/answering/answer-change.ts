import {
  type Asked,
  type Problem,
  readArea,
  readForum,
  readOrder,
  readPick,
  readWhy,
  type Sent,
  type Taken,
} from './answer-forms.ts'
import type { Step } from './answer-steps.ts'
import { type Answers, type Area, withPicks } from './answers.ts'

/** What one answered question does to the answers as they stand when it is saved. */
export type Change = (answers: Answers) => Answers

/** Reads one question's form: how it changes the answers, or what is wrong with it. The check page changes nothing. */
export function answerTo(step: Step, sent: Sent, answers: Answers, asked: Asked): Taken<Change> {
  switch (step) {
    case 'area':
      return changing(readArea(sent, asked, answers.area), (area) => (a) => ({
        ...a,
        area: sameDistrict(a.area, area) ? { ...(asked.postcode ? area : a.area), forum: a.area.forum } : area,
      }))
    case 'forum': {
      const district = answers.area?.kind === 'district' ? answers.area.district : ''
      return changing(readForum(sent, district, asked), (area) => (a) => ({ ...a, area: withSeats(a.area, area) }))
    }
    case 'pick':
      return changing(readPick(sent, asked), (chosen) => (a) => withPicks(a, chosen))
    case 'order':
      return changing(readOrder(sent, answers.picks, answers.order), (ordered) => (a) => ({ ...a, ...ordered }))
    case 'why':
      return changing(readWhy(sent), (why) => (a) => ({ ...a, ...why }))
    case 'check':
      return { value: (a) => a, problems: [] }
  }
}

const changing = <T extends object>(taken: Taken<T>, change: (value: T) => Change): Taken<Change> =>
  taken.value === null
    ? { value: null, problems: taken.problems as [Problem, ...Problem[]] }
    : { value: change(taken.value), problems: [] }

/** Answering the same district again keeps the part of it that was chosen; a postcode names a part of its own. */
const sameDistrict = (before: Area | null, after: Area): before is Extract<Area, { kind: 'district' }> =>
  before?.kind === 'district' && after.kind === 'district' && before.district === after.district && !after.forum

/** The ward that a postcode told stays when its part of the district is chosen, and goes when that is changed. */
const withSeats = (before: Area | null, after: Area): Area =>
  before?.kind === 'district' && after.kind === 'district' && (before.forum ?? after.forum) === after.forum
    ? { ...before, forum: after.forum }
    : after
