import { z } from 'zod'
import type { StaffAsk } from '../../server/page.ts'
import { shorten } from '../imports/file-trouble.ts'
import { kindNames } from '../kinds/kinds.ts'
import { buildingFor, outlineOf, troubleWords } from './building.server.ts'
import { lengthOf } from './form-length.ts'
import { hintsFor, placeHints, readingAgeOf } from './question-hints.ts'
import { formTroubles } from './working-form.ts'
import { formsToCopy, formVersions } from './working-form-store.server.ts'

const done = z.enum(['started', 'added', 'saved', 'moved', 'deleted', 'aside'])

/** What the builder's home shows to this officer of the form that is being written. */
export async function builderView(ask: StaffAsk<{ id: string }>) {
  const building = await buildingFor(ask)
  const { exercise, form, isLead, isSeen, ownModule, state, asked } = building
  const t = ask.words('builder')
  const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
  const seen = form?.questions.filter(isSeen) ?? []
  const parts = outlineOf(t, building)
  const named = new Map(
    parts
      .flatMap(({ questions }) => questions)
      .map(({ key, number, title }) => [`question-${key}`, `${number}. ${shorten(title, 60)}`]),
  )
  return {
    title: t('title'),
    exercise: { id: exercise.id, title: exercise.title },
    isLead,
    ownModule,
    state,
    version: asked?.version ?? 0,
    versions: asked ? await formVersions(ask.db, asked.consultationId) : [],
    copies: form ? [] : await formsToCopy(ask.db, exercise.id),
    written: form && { title: form.title.en, lead: form.lead.en },
    kinds: kindNames,
    parts,
    troubles: form
      ? troubleWords(
          t,
          formTroubles(form).filter(({ question }) => !question || seen.some(({ key }) => key === question)),
        ).map(({ field, message }) => ({ field, message, about: named.get(field) ?? null }))
      : [],
    hints: seen.flatMap((question) =>
      [...hintsFor(question), ...placeHints(form!, question)].map(({ key, values }) => ({
        question: question.key,
        text: String(t(`hints.${key}`, values)),
      })),
    ),
    length: form ? lengthOf(form) : null,
    age: form ? readingAgeOf(form) : null,
    takeOut: new URL(ask.request.url).searchParams.get('take_out'),
    done: wanted.success ? wanted.data : null,
  }
}
export type BuilderView = Awaited<ReturnType<typeof builderView>>
