import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { z } from 'zod'
import type { Handle } from '../../../../db/connect.ts'
import { write } from '../../../../db/connect.ts'
import { type Exercise, exerciseState } from '../../../engagement/exercise.ts'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { firstLanguage } from '../../../languages/language.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type FieldError, line, type Refused, readForm, refused, seenField, shown } from '../../../server/form.ts'
import { changedMeanwhile, markOf } from '../../../server/meanwhile.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { carryTranslations } from '../../editions/translation-store.server.ts'
import { questionWords, reasonSentences } from '../../equality/characteristic-words.ts'
import { type Characteristic, characteristics, isFurther } from '../../equality/characteristics.ts'
import {
  asReason,
  type EqualityChoice,
  ownReason,
  ownReasonLimit,
  reasons,
  type Worded,
  wordingNames,
  wordings,
} from '../../equality/equality-choice.ts'
import { choiceFor, choose, type OwnReasons, ownReasons } from '../../equality/equality-choice-store.server.ts'
import { wordingOf } from '../../equality/wording-store.server.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'
const worded = Object.keys(wordings) as Worded[]
const notAsked = 'no'

/** Why the choice can no longer be changed, if it cannot. */
const standing = (exercise: Exercise, today: string): 'public' | 'opened' | null => {
  const state = exerciseState(exercise, today)
  return state === 'planning' ? null : state === 'forthcoming' ? 'public' : 'opened'
}

/** Another partner's exercise, or one that is no consultation, is not there. */
async function here(ask: StaffAsk<z.output<typeof params>>, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  if (exercise.kind !== 'consultation') throw notFound()
  return exercise
}

/** What the form shows of a choice: for each characteristic why it is asked and in whose words, and how two are asked. */
async function shownOf(db: Handle, choice: EqualityChoice) {
  const told = await ownReasons(db, choice, firstLanguage)
  const asked = characteristics.map((what) => {
    const one = choice.asked.find((asked) => asked.what === what)
    return { what, why: one?.why ?? notAsked, own: (one?.own && told.get(one.own)?.body) || '' }
  })
  return { asked, wording: worded.map((step) => choice.wording[step]) }
}
type ShownChoice = Awaited<ReturnType<typeof shownOf>>

/** Where a choice as it stands is another than this one: each field, in words where it has words. */
const differingFields = (mine: ShownChoice, now: ShownChoice) => [
  ...now.asked.flatMap(({ what, why, own }, i): { field: string; now?: string }[] => [
    ...(mine.asked[i]!.why === why ? [] : [{ field: what }]),
    ...(mine.asked[i]!.own === own ? [] : [{ field: ownField(what), now: own }]),
  ]),
  ...worded.flatMap((step, i) => (mine.wording[i] === now.wording[i] ? [] : [{ field: `wording-${step}` }])),
]

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const exercise = await here(ask)
    const choice = await choiceFor(ask.db, exercise.id)
    const told = await ownReasons(ask.db, choice, ask.lang)
    const own = { sex: await wordingOf(ask.db, 'sex', 'en'), gender: await wordingOf(ask.db, 'gender', 'en') }
    return {
      title: ask.words('equality')('choose.title'),
      exercise: { id: exercise.id, title: exercise.title },
      mark: markOf(await shownOf(ask.db, choice)),
      stands: standing(exercise, londonDay(ask.now)),
      sentences: reasonSentences(ask.words, choice, languageOf(ask.lang)!.locale, told),
      written: Object.fromEntries(
        choice.asked.map((one) => [one.what, (one.own && told.get(one.own)?.body) || '']),
      ) as Partial<Record<Characteristic, string>>,
      why: Object.fromEntries(choice.asked.map(({ what, why }) => [what, why])) as Partial<
        Record<Characteristic, string>
      >,
      wording: worded.map((step) => ({
        step,
        chosen: choice.wording[step],
        ways: wordingNames(step).map((name) => ({
          name,
          title:
            name === 'partnership'
              ? (own[step]?.title ?? questionWords(ask.words, step).title)
              : questionWords(ask.words, step, name === 'usual' ? null : name).title,
        })),
      })),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

const way = z.enum([notAsked, ...reasons, ownReason], 'why')
const ownField = (what: Characteristic) => `own-${what}` as const
const ownWords = line(ownReasonLimit).transform(asReason)
const shape = z.object({
  ...(Object.fromEntries(characteristics.map((what) => [what, way])) as Record<Characteristic, typeof way>),
  ...(Object.fromEntries(characteristics.map((what) => [ownField(what), ownWords])) as Record<
    ReturnType<typeof ownField>,
    typeof ownWords
  >),
  'wording-sex': z.enum(wordingNames('sex') as [string, ...string[]], 'wording'),
  'wording-gender': z.enum(wordingNames('gender') as [string, ...string[]], 'wording'),
})

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await here(ask)
    const t = ask.words('equality')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { value } = form
    const names = ask.words('characteristics')
    const unfit = characteristics.flatMap((what): FieldError[] => {
      const written = value[ownField(what)] !== ''
      if (written === (value[what] === ownReason)) return []
      const values = { what: names(`names.${what}`) }
      return written
        ? [{ field: what, message: t('errors.own_unused', values) }]
        : [{ field: ownField(what), message: t('errors.own_missing', values) }]
    })
    if (unfit.length) return refused(unfit, form.typed)
    const own: OwnReasons = Object.fromEntries(characteristics.map((what) => [what, value[ownField(what)]]))
    const choice = {
      asked: characteristics.flatMap((what) => {
        const why = value[what]
        return why === notAsked ? [] : [{ what, why }]
      }),
      wording: { sex: value['wording-sex'], gender: value['wording-gender'] },
    }
    const mine: ShownChoice = {
      asked: characteristics.map((what) => ({ what, why: value[what], own: value[ownField(what)] })),
      wording: worded.map((step) => choice.wording[step]),
    }
    const stale = await write(ask.db, async (tx): Promise<FieldError[]> => {
      const exercise = await here(ask, tx)
      const stands = exercise.publishedAt ? (standing(exercise, londonDay(ask.now)) ?? 'public') : null
      if (stands) return [{ field: 'age', message: t(`choose.${stands}`) }]
      const before = await shownOf(tx, await choiceFor(tx, exercise.id))
      const meanwhile = changedMeanwhile(form.typed, before, differingFields(mine, before), ask.words('planning-desk'))
      if (meanwhile.length) return meanwhile
      await choose(tx, { exerciseId: exercise.id, choice, own, personId: ask.actor.personId }, ask.now)
      await carryTranslations(tx, exercise.id)
      return []
    })
    if (stale.length) return refused(stale, form.typed)
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/equality?done=chosen`, 303)
  })(args)

export default function EqualityChoicePage() {
  const { title, exercise, mark, stands, sentences, why, written, wording, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('equality')
  const own = useWords('characteristics')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      t={t}
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/check`, text: t('choose.back') }}
      refused={back}
      done={done}
    >
      <p className="read">{t('choose.lede')}</p>
      <DeskSection title={t('choose.now')} id="now">
        {sentences.length ? (
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : (
          <p>{t('choose.nothing')}</p>
        )}
        {stands ? <p className="read">{t(`choose.${stands}`)}</p> : null}
      </DeskSection>
      {stands ? null : (
        <Form method="post" noValidate>
          <input type="hidden" name={seenField} value={mark} />
          <DeskSection title={t('choose.which')} id="which">
            {characteristics.map((what) => (
              <Fragment key={what}>
                <Select
                  name={what}
                  label={t('choose.ask', { what: own(`names.${what}`) })}
                  hint={isFurther(what) || what === 'gender' ? t(`choose.hints.${what}`) : undefined}
                  value={shown(back, what, why[what] ?? notAsked)}
                  error={errorOf(what)}
                  items={[
                    { value: notAsked, text: t('choose.no') },
                    ...reasons.map((reason) => ({ value: reason, text: own(`reasons.${reason}`) })),
                    { value: ownReason, text: t('choose.own') },
                  ]}
                />
                <Details
                  summaryText={t('choose.own_write', { what: own(`names.${what}`) })}
                  open={shown(back, ownField(what), written[what]) !== '' || errorOf(ownField(what)) !== undefined}
                >
                  <Input
                    name={ownField(what)}
                    label={t('choose.own_words', { what: own(`names.${what}`) })}
                    hint={t('choose.own_hint', { limit: ownReasonLimit })}
                    value={shown(back, ownField(what), written[what])}
                    error={errorOf(ownField(what))}
                  />
                </Details>
              </Fragment>
            ))}
          </DeskSection>
          <DeskSection title={t('choose.words')} id="words">
            <p className="read">{t('choose.words_text')}</p>
            {wording.map(({ step, chosen, ways }) => (
              <Radios
                key={step}
                name={`wording-${step}`}
                fieldset={{ legend: { text: t(`wording.steps.${step}`) } }}
                value={shown(back, `wording-${step}`, chosen)}
                error={errorOf(`wording-${step}`)}
                items={ways.map(({ name, title: asked }) => ({
                  value: name,
                  text: asked,
                  hint: { text: t(`choose.${name === 'partnership' || name === 'usual' ? name : 'stored'}`) },
                }))}
              />
            ))}
          </DeskSection>
          <Button>{t('choose.button')}</Button>
        </Form>
      )}
    </FormDesk>
  )
}
