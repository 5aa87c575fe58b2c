import { londonDay } from '../../engagement/london-day.ts'
import { languagePart } from '../../languages/edition.ts'
import type { ReadText } from '../../languages/text-store.server.ts'
import { languageOf } from '../../languages/words.server.ts'
import type { Ask } from '../../server/page.ts'
import { typedOf } from '../building/form-reading.ts'
import { type FormTexts, formOf, formTexts } from '../form-store.server.ts'
import { bodyHash } from './answer-body.ts'
import { consultationOf, draftHere, goTo } from './answering.server.ts'
import type { Draft } from './draft-store.server.ts'
import { type FormPage, pagesOf, partStep, sentAnswers, whereStep } from './form-flow.ts'
import { answerView, areaOnly, formFacts, questionView, settled } from './form-view.server.ts'
import { placeView } from './step-view.server.ts'

/** The consultation, its form and the draft that this device has begun, settled with the form as it is asked now. */
export async function beginning(ask: Ask<{ slug: string }>) {
  const { consultation, opening, path } = await consultationOf(ask)
  const facts = await formFacts(ask, consultation)
  const here = await draftHere(ask, consultation)
  if (!here) throw goTo(path, ask.settings, consultation.slug)
  return { consultation, opening, path, facts, here, ...settled(here.draft, facts) }
}

type Begun = Awaited<ReturnType<typeof beginning>>

/** What one page of a form shows; `title` is its title and, but for the pages with a legend, its heading. */
export function formStepView(ask: Ask<unknown>, step: string, { consultation, opening, facts, here, state }: Begun) {
  const t = ask.words('asking')
  const { districts, texts, form } = facts
  const { answers, seed, submissionKey } = here.draft
  const district = answers.area?.kind === 'district' ? answers.area : undefined
  const districtNow = districts.find(({ id }) => id === district?.district)
  if (step === whereStep) {
    const title = t('where.title')
    const text = (body: string) => ({ body, language: languagePart(ask.lang), checked: languageOf(ask.lang)!.checked })
    return {
      title,
      step: 'where' as const,
      area: {
        step: 'area' as const,
        question: { title: text(title), hint: text(t('where.hint')) },
        districts: districts.map(({ id, name }) => ({ id, name })),
        postcodes: facts.postcodes,
        chosen: district ? `district:${district.district}` : (answers.area?.kind ?? ''),
      },
    }
  }
  if (step === partStep) {
    const name = districtNow?.name ?? ''
    return {
      title: ask.words('consultations')('question.forum', { district: name }),
      step: 'part' as const,
      forum: {
        step: 'forum' as const,
        district: name,
        forums: districtNow?.forums ?? [],
        chosen: district?.forum ?? '',
      },
    }
  }
  const pages = pagesOf(form, state.answers)
  const page = pages.find(({ key }) => key === step)
  if (page) {
    const questions = page.questions.map((question) => ({
      view: questionView(question, texts, seed),
      typed: typedOf(question, state.answers[question.id], seed),
    }))
    return {
      title: questions[0]!.view.title.body,
      step: 'page' as const,
      questions,
      section: sectionOf(step, pages, texts),
    }
  }
  const sent = { version: form.version, answers: sentAnswers(form, state.answers) }
  return {
    title: ask.words('consultations')('check.title'),
    step: 'check' as const,
    area: placeView(answers.area, facts),
    answers: pages.flatMap((one) =>
      one.questions.map((question) => ({ page: one.key, ...answerView(question, state.answers[question.id], texts) })),
    ),
    submissionKey,
    hash: bodyHash(submissionKey, areaOnly(answers), sent),
    opening,
    closesOn: consultation.closesOn,
  }
}

/** What became of answers whose question was taken out or altered since: said by name, because nothing vanishes silently. */
export async function changedMeanwhile(
  ask: Ask<unknown>,
  draft: Draft,
  { isNew, dropped, facts, consultation }: Begun,
) {
  if (!isNew) return null
  const before = await formOf(ask.db, consultation.id, londonDay(ask.now), draft.form!.version)
  const questions = before?.questions.filter(({ id }) => dropped.includes(id)) ?? []
  const texts = await formTexts(ask.db, questions, ask.lang)
  return {
    taken: questions
      .filter(({ id }) => !facts.form.questions.some((one) => one.id === id))
      .map(({ title }) => texts.get(title)!),
    altered: facts.form.questions.filter(({ id }) => dropped.includes(id)).map(({ title }) => facts.texts.get(title)!),
  }
}

/** The section that a page stands in: the last one that began on it or before. */
function sectionOf(step: string, pages: FormPage[], texts: FormTexts): ReadText | null {
  const until = pages.slice(0, pages.findIndex(({ key }) => key === step) + 1)
  const last = until.flatMap(({ questions }) => questions).findLast(({ section }) => section !== null)?.section
  return (last && texts.get(last)) || null
}
