import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { typedDay } from '../../../engagement/register/plan-form.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, seenField, shown, typedIn } from '../../../server/form.ts'
import { changedMeanwhile, markOf } from '../../../server/meanwhile.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { questionFor, routeWords, troubleWords } from '../../building/building.server.ts'
import { kindSettings, listsOf, offersUnsure } from '../../building/kind-settings.ts'
import { questionBank } from '../../building/question-bank.ts'
import { differingFields, questionFrom, withItem } from '../../building/question-form.ts'
import { hintsFor, placeHints } from '../../building/question-hints.ts'
import { questionTroubles, withReplaced } from '../../building/working-form.ts'
import { saveWorkingForm } from '../../building/working-form-store.server.ts'
import { SettingFields } from './setting-fields.tsx'

const params = z.object({ id: z.string().max(100), key: z.string().max(40) })
const permission = 'exercise.plan'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, form, question } = await questionFor(ask)
    const t = ask.words('builder')
    const bank = questionBank.find(({ id }) => id === question.bank)
    const just = new URL(ask.request.url).searchParams.get('done')
    return {
      title: question.title.en,
      exercise: { id: exercise.id, title: exercise.title },
      question,
      mark: markOf(question),
      settings: kindSettings[question.kind],
      unsure: offersUnsure(question.kind),
      isFirst: form.questions[0]?.key === question.key,
      route: routeWords(t, form, question),
      hints: [...hintsFor(question), ...placeHints(form, question)].map(({ key, values }) =>
        String(t(`hints.${key}`, values)),
      ),
      troubles: troubleWords(t, questionTroubles(form, question)).map(({ message }) => message),
      bank: bank ? { source: bank.source, note: bank.note } : null,
      takeOut: new URL(ask.request.url).searchParams.get('take_out'),
      done: just === 'added' || just === 'saved' ? (just as 'added' | 'saved') : null,
    }
  })(args)

/**
 * `save` returns to the form, `stay` to this page; the others move or remove one row of a list: `up:options:2`. Before a
 * row goes, `ask` asks whether it shall.
 */
const intents = /^(save|stay|(up|down|ask|remove):(options|rows|columns|statements):(\d{1,2}))$/

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await questionFor(ask)
    const typed = await typedIn(ask.request)
    const wish = intents.exec(typed.intent?.[0] ?? '')
    if (!wish) throw notFound()
    const t = ask.words('builder')
    const part = (name: string) => typed[name]?.[0] ?? ''
    const day = (name: string) => typedDay(part(`${name}-day`), part(`${name}-month`), part(`${name}-year`))
    const errors = await write(ask.db, async (tx) => {
      const { exercise, form, question } = await questionFor(ask, tx)
      const read = questionFrom(typed, question, day)
      if (read.troubles.length)
        return read.troubles.map(({ field, key, values }) => ({ field, message: t(`errors.${key}`, values ?? {}) }))
      const changes = differingFields(read.question, question)
      const meanwhile = changedMeanwhile(typed, question, changes, ask.words('planning-desk'))
      if (meanwhile.length) return meanwhile
      const [, , act, list, row] = wish
      const moves = act && act !== 'ask'
      const next = moves ? withItem(read.question, list!, Number(row), act as 'up' | 'down' | 'remove') : read.question
      const changed = withReplaced(form, next)
      const broken = changed.questions
        .filter(({ onlyIf }) => onlyIf?.question === question.key)
        .flatMap((one) => questionTroubles(changed, one).filter(({ key }) => key === 'route_answer_gone'))
      if (broken.length) {
        return troubleWords(t, broken).map(({ message }) => ({
          field: listsOf(question.kind)[0]?.name ?? 'title',
          message,
        }))
      }
      const { personId } = ask.actor
      await saveWorkingForm(
        tx,
        { exerciseId: exercise.id, form: changed, personId, did: 'changed a question', question: question.key },
        ask.now,
      )
      return []
    })
    if (errors.length) return refused(errors, typed)
    const form = `/desk/exercises/${encodeURIComponent(ask.params.id)}/form`
    if (wish[1] === 'save') throw redirect(`${form}?done=saved#question-${ask.params.key}`, 303)
    if (wish[2] === 'ask') throw redirect(`${form}/${ask.params.key}?take_out=${wish[3]}:${wish[4]}#take-out`, 303)
    throw redirect(`${form}/${ask.params.key}?done=saved${wish[3] ? `#${wish[3]}` : ''}`, 303)
  })(args)

export default function QuestionEdit() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('builder')
  const { title, exercise, question, hints, troubles, bank, route, done } = view
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const home = `/desk/exercises/${exercise.id}/form`
  const ticks = ['required', ...(view.unsure ? ['unsure'] : []), ...(view.isFirst ? [] : ['sharesPage'])] as const
  const ticked = (name: string) => (back ? back.typed[name] !== undefined : Boolean(question[name as 'required']))
  return (
    <FormDesk
      title={title || t('question.untitled')}
      where={t(`kinds.${question.kind}`)}
      back={{ href: home, text: t('title') }}
      refused={back}
      done={done}
      t={t}
    >
      {troubles.length ? (
        <InsetText classes="inset-caution">
          <p>{t('to_mend')}</p>
          <ul>
            {troubles.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      {hints.length ? (
        <InsetText>
          <p>{t('look_again')}</p>
          <ul>
            {hints.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      {bank ? (
        <p className="meta">
          {t('bank.from', { source: bank.source })} {bank.note}
        </p>
      ) : null}
      <Form method="post" noValidate>
        {/* Enter in a field presses the first button of a form: it may move or take out nothing. */}
        <button
          className="govuk-visually-hidden"
          type="submit"
          name="intent"
          value="stay"
          tabIndex={-1}
          aria-hidden="true"
        />
        <input type="hidden" name={seenField} value={view.mark} />
        <DeskSection title={t('edit.words')} id="words">
          <Input
            name="title"
            label={t('edit.title')}
            value={shown(back, 'title', question.title.en)}
            error={errorOf('title')}
          />
          <Textarea
            name="hint"
            rows={2}
            label={t('edit.hint')}
            value={shown(back, 'hint', question.hint?.en)}
            error={errorOf('hint')}
          />
          <Input
            name="section"
            label={t('edit.section')}
            hint={t('edit.section_hint')}
            value={shown(back, 'section', question.section?.en)}
            error={errorOf('section')}
          />
          <Checkboxes
            name="ticks"
            fieldset={{ legend: { text: t('edit.ticks') } }}
            items={ticks.map((name) => ({ name, value: '1', text: t(`edit.${name}`), checked: ticked(name) }))}
          />
        </DeskSection>
        <SettingFields question={question} settings={view.settings} back={back} takeOut={view.takeOut} />
        <ButtonGroup>
          <Button name="intent" value="save">
            {t('edit.save')}
          </Button>
          <Button name="intent" value="stay" classes="govuk-button--secondary">
            {t('edit.stay')}
          </Button>
        </ButtonGroup>
      </Form>
      <p>
        {route ?? t('route.always')} <a href={`${home}/${question.key}/route`}>{t('question.route')}</a>
      </p>
    </FormDesk>
  )
}
