import type { TFunction } from 'i18next'
import type { Opening } from '../opening.ts'
import type { CheckView } from '../pages/answering/check.tsx'
import type { PlaceView } from '../pages/answering/check-parts.tsx'
import type { AreaView, ForumView, OrderView, PickView, WhyView } from '../pages/answering/questions.tsx'
import { bodyHash } from './answer-body.ts'
import type { Step } from './answer-steps.ts'
import type { askedOf, FoundConsultation } from './answering.server.ts'
import type { Area } from './answers.ts'
import type { Draft } from './draft-store.server.ts'
import { optionOrder } from './option-order.ts'

type Given = Awaited<ReturnType<typeof askedOf>> & {
  consultation: FoundConsultation
  draft: Draft
  opening: Opening
  words: TFunction
}

/** What one page of answering shows; `title` is the page's heading and its title. */
export type StepView = { title: string } & (AreaView | ForumView | PickView | OrderView | WhyView | CheckView)

/** The facts behind one page, from what is asked and what was answered so far. */
export function stepView(step: Step, given: Given): StepView {
  const { questions, options, districts, consultation, draft, opening, postcodes, words: t } = given
  const { answers } = draft
  const district = answers.area?.kind === 'district' ? answers.area : undefined
  const districtNow = districts.find((d) => d.id === district?.district)
  const chosen = answers.picks.flatMap((id) => options.filter((o) => o.id === id))
  if (step === 'area') {
    const question = questions.area
    const kind = answers.area?.kind ?? ''
    const value = district ? `district:${district.district}` : kind
    return {
      title: question.title.body,
      step,
      question,
      districts: districts.map(({ id, name }) => ({ id, name })),
      postcodes,
      chosen: value,
    }
  }
  if (step === 'forum') {
    const name = districtNow?.name ?? ''
    const forums = districtNow?.forums ?? []
    return {
      title: t('question.forum', { district: name }),
      step,
      district: name,
      forums,
      chosen: district?.forum ?? '',
    }
  }
  if (step === 'pick') {
    const question = questions.pick
    return {
      title: question.title.body,
      step,
      question,
      options: optionOrder(options, draft.seed),
      most: consultation.picksMax,
      chosen: answers.picks,
      none: answers.none,
      somethingElse: answers.somethingElse,
    }
  }
  if (step === 'order') {
    const question = questions.order
    const placed = answers.order === 'places'
    const picks = chosen.map((option, i) => ({ option, place: placed ? i + 1 : null }))
    return { title: question.title.body, step, question, picks, same: answers.order === 'same' }
  }
  if (step === 'why') {
    const question = questions.why
    return { title: question.title.body, step, question, why: answers.why }
  }
  return {
    title: t('check.title'),
    step,
    area: placeView(answers.area, given),
    picks: chosen,
    none: answers.none,
    somethingElse: answers.somethingElse,
    order: answers.picks.length > 1 ? answers.order : null,
    why: answers.why,
    submissionKey: draft.submissionKey,
    hash: bodyHash(draft.submissionKey, answers),
    opening,
    closesOn: consultation.closesOn,
  }
}

/** Where somebody lives as the page of checking shows it: everything that is kept of it. */
export function placeView(
  area: Area | null,
  { districts, seats }: Pick<Awaited<ReturnType<typeof askedOf>>, 'districts' | 'seats'>,
): PlaceView {
  if (area?.kind !== 'district') return { kind: area?.kind === 'outside' ? 'outside' : 'unsaid' }
  const district = districts.find(({ id }) => id === area.district)
  return {
    kind: 'district',
    district: district?.name ?? '',
    forum: district?.forums.find(({ id }) => id === area.forum)?.name ?? null,
    seats: [area.ward, area.division].flatMap((id) => seats.get(id ?? '') ?? []),
  }
}
