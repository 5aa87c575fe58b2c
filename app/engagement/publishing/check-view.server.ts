import { z } from 'zod'
import type { Tx } from '../../../db/connect.ts'
import { askedForm } from '../../consultations/building/working-form-store.server.ts'
import { reasonSentences } from '../../consultations/equality/characteristic-words.ts'
import { ownReasons } from '../../consultations/equality/equality-choice-store.server.ts'
import { languageOf } from '../../languages/words.server.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { exerciseState } from '../exercise.ts'
import { exerciseFor, seesOf } from '../exercise-access.server.ts'
import { londonDay } from '../london-day.ts'
import { inWords } from '../pages/trouble-words.ts'
import { holding, type Matter, pointOf } from './publication.ts'
import { type PublicationFacts, publicationFacts } from './publication-facts.server.ts'

const done = z.enum(['signed', 'first', 'published', 'changed'])
type Here = StaffAsk<{ id: string }>

export async function factsFor(ask: Here, db: Here['db'] | Tx = ask.db) {
  const exercise = await exerciseFor(ask, db)
  if (exercise.kind !== 'consultation') throw notFound()
  const today = londonDay(ask.now)
  return { exercise, state: exerciseState(exercise, today), facts: await publicationFacts(db, exercise, today) }
}

/** Every sentence of what a point lacks. */
export function lacking(ask: Here, facts: PublicationFacts): { point: string; sentences: string[] }[] {
  const t = ask.words('publishing')
  return facts.points.map(({ point, missing, troubles }) => ({
    point,
    sentences: [
      ...troubles.map((trouble) => inWords(trouble, ask.words).message),
      ...missing.map((key) => String(t(`missing.${key}`))),
    ],
  }))
}

/** The twelve points as this officer may see them, and who has signed. */
export async function checkView(ask: Here) {
  const { exercise, state, facts } = await factsFor(ask)
  const t = ask.words('publishing')
  const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
  const words = lacking(ask, facts)
  const nameOf = (id: string | null) => facts.partners.find((one) => one.id === id)?.name ?? ''
  const hints = ask.words('builder')
  const signedUnder = (matter: Matter) =>
    holding(facts.signatures, matter, facts.questions.hash).map((one) => ({
      label: (one as { label?: string }).label ?? '',
      signedAt: one.signedAt,
      note: one.note,
    }))
  return {
    title: t(facts.isChange ? 'title_change' : 'title'),
    exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
    state,
    isChange: facts.isChange,
    pending: facts.pending && state !== 'closed',
    askedElsewhere: facts.askedElsewhere,
    source: facts.questions.source,
    met: facts.met,
    metCount: facts.points.filter((one) => one.met).length,
    points: facts.points.map(({ point, met, notHere }) => ({
      point,
      met,
      notHere,
      sentences: words.find((one) => one.point === point)?.sentences ?? [],
      /** What does not forbid publishing; whoever signs should have read it. */
      warnings: facts.warnings
        .filter((warning) => pointOf(warning) === point)
        .map((warning) => inWords(warning, ask.words).message),
    })),
    titles: facts.questions.titles.filter(seesOf(ask)),
    waysToSee: facts.waysToSee,
    hints: facts.questions.hints
      .filter(seesOf(ask))
      .map(({ key, values, question }) =>
        [question, key === 'long' ? t('hint_long') : hints(`hints.${key}`, values)].filter(Boolean).join(' – '),
      ),
    signed: {
      open_views: signedUnder('open_views'),
      plain: signedUnder('plain'),
      preview: signedUnder('preview'),
    },
    publication: holding(facts.signatures, 'publication', facts.hash).map((one) => ({
      label: (one as { label?: string }).label ?? '',
      organisation: nameOf(one.organisationId),
      signedAt: one.signedAt,
      note: one.note,
    })),
    mine: holding(facts.signatures, 'publication', facts.hash).some(({ personId }) => personId === ask.actor.personId),
    waitsFor: facts.readiness.kind === 'waiting' ? facts.readiness.partners.map(nameOf) : [],
    joint: facts.joint,
    aboutPeople: reasonSentences(
      ask.words,
      facts.equalityChoice,
      languageOf(ask.lang)!.locale,
      await ownReasons(ask.db, facts.equalityChoice, ask.lang),
    ),
    done: wanted.success ? wanted.data : null,
    version: (await askedForm(ask.db, exercise.id))?.version ?? 1,
  }
}
export type CheckView = Awaited<ReturnType<typeof checkView>>
