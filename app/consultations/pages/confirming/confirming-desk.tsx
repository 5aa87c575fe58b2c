import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Handle, write } from '../../../../db/connect.ts'
import { exerciseState } from '../../../engagement/exercise.ts'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { lettersPerFile } from '../../../juries/letters/letter-plan.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { FileWait } from '../../../people/pages/file-wait.tsx'
import { filesBefore } from '../../../server/beside-server.ts'
import { type FieldError, type Refused, refused, shown, type Typed, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { confirmLevels, mostLetters } from '../../confirming/confirming.ts'
import { confirmingOf, lettersUsed, makeLetterCodes, setConfirming } from '../../confirming/confirming-store.server.ts'
import { shownCount } from '../../groups/way-in.ts'

const confirmingAccess = { params: z.object({ id: z.string().max(100) }), permission: 'exercise.plan' } as const

type DeskAsk = StaffAsk<{ id: string }>

/** What an exercise asks of people before their answers count, and the letters with codes where it asks for those. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage(confirmingAccess, async (ask) => {
    const { exercise, state, confirming } = await found(ask)
    const done = new URL(ask.request.url).searchParams.get('done')
    return {
      title: ask.words('confirming')('title'),
      exercise: { id: exercise.id, title: exercise.title },
      fixed: isFixed(state),
      closed: state === 'closed',
      level: confirming.level,
      letters: confirming.letters,
      used: confirming.letters ? shownCount(await lettersUsed(ask.db, exercise.id)) : null,
      before: filesBefore(),
      done: done === 'set' || done === 'made' ? done : null,
    }
  })(args)

async function found(ask: DeskAsk, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  const state = exerciseState(exercise, londonDay(ask.now))
  return { exercise, state, confirming: await confirmingOf(db, exercise.id) }
}

/** Nobody who has answered finds later that it was by other rules. */
const isFixed = (state: ReturnType<typeof exerciseState>): boolean => state === 'open' || state === 'closed'

export const action = (args: ActionFunctionArgs) =>
  staffPage(confirmingAccess, async (ask) => {
    // Asked before the form is read: what is another partner's does not even say what it lacks.
    await exerciseFor(ask)
    const typed = await typedIn(ask.request)
    const intent = typed.intent?.[0]
    if (intent !== 'set' && intent !== 'make') throw notFound()
    const errors = intent === 'set' ? await setLevel(ask, typed) : await makeCodes(ask, typed)
    if (errors.length) return refused(errors, typed)
    const here = `/desk/exercises/${encodeURIComponent(ask.params.id)}/confirming`
    throw redirect(`${here}?done=${intent === 'set' ? 'set' : 'made'}`, 303)
  })(args)

async function setLevel(ask: DeskAsk, typed: Typed): Promise<FieldError[]> {
  const t = ask.words('confirming')
  const level = z.enum(confirmLevels).safeParse(typed.level?.[0])
  if (!level.success) return [{ field: 'level', message: t('errors.level') }]
  const fixed = await write(ask.db, async (tx) => {
    const { exercise, state } = await found(ask, tx)
    if (isFixed(state)) return true
    const given = { exerciseId: exercise.id, level: level.data, personId: ask.actor.personId }
    await setConfirming(tx, given, ask.now)
    return false
  })
  return fixed ? [{ field: 'level', message: t('errors.opened') }] : []
}

async function makeCodes(ask: DeskAsk, typed: Typed): Promise<FieldError[]> {
  const t = ask.words('confirming')
  const count = Number(typed.count?.[0]?.trim() || Number.NaN)
  const problem = await write(ask.db, async (tx) => {
    const { exercise, state, confirming } = await found(ask, tx)
    if (state === 'closed') return 'closed'
    if (confirming.level !== 'letter') return 'no_letters'
    const most = mostLetters - confirming.letters
    if (!Number.isInteger(count) || count < 1 || count > most) return 'count'
    const given = { exerciseId: exercise.id, count, personId: ask.actor.personId }
    await makeLetterCodes(tx, ask.settings.SECRET, given, ask.now)
    return undefined
  })
  return problem
    ? [{ field: 'count', message: t(`errors.${problem}`, { most: formatNumber(mostLetters, 'en-GB') }) }]
    : []
}

export default function ConfirmingDesk() {
  const { title, exercise, fixed, closed, level, letters, used, before, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('confirming')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      t={t}
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      refused={back}
      done={done}
    >
      <p className="read">{t('lede')}</p>
      {fixed ? (
        <InsetText>
          <p>
            <strong>{t(`levels.${level}`)}</strong>
          </p>
          <p>{t('fixed')}</p>
        </InsetText>
      ) : (
        <Form method="post" noValidate>
          <Radios
            name="level"
            fieldset={{ legend: { text: t('level'), classes: 'govuk-fieldset__legend--m' } }}
            value={shown(back, 'level', level)}
            error={errorOf('level')}
            items={confirmLevels.map((one) => ({ value: one, text: t(`levels.${one}`), hint: t(`hints.${one}`) }))}
          />
          <Button name="intent" value="set">
            {t('button')}
          </Button>
        </Form>
      )}
      <p className="read">{t('exempt')}</p>
      {level === 'letter' && !closed ? (
        <Letters
          home={`/desk/exercises/${exercise.id}/confirming`}
          letters={letters}
          used={used}
          before={before}
          back={back}
        />
      ) : null}
    </FormDesk>
  )
}

function Letters(props: {
  home: string
  letters: number
  used: number | null
  before: number
  back: Refused | undefined
}) {
  const { home, letters, used, before, back } = props
  const t = useWords('confirming')
  const { locale } = useLanguage()
  const number = (count: number) => formatNumber(count, locale)
  const files = Array.from({ length: Math.ceil(letters / lettersPerFile) }, (_, i) => i * lettersPerFile + 1)
  return (
    <DeskSection title={t('letters.title')} id="letters">
      {letters ? (
        <>
          <p>
            {t('letters.count', { count: letters, number: number(letters) })}{' '}
            {used === null ? t('letters.few') : t('letters.used', { count: used, number: number(used) })}
          </p>
          <ul>
            <li>
              <a href={`${home}/codes.csv`}>{t('letters.csv')}</a>
            </li>
            {files.length > 1 ? (
              <li>
                <a href={`${home}/letters.zip`}>{t('letters.zip', { each: lettersPerFile })}</a>
              </li>
            ) : null}
            {files.slice(0, 20).map((from) => (
              <li key={from}>
                <a href={`${home}/letters.pdf?from=${from}`}>
                  {t('letters.pdf', {
                    from: number(from),
                    to: number(Math.min(letters, from + lettersPerFile - 1)),
                  })}
                </a>
              </li>
            ))}
          </ul>
          <FileWait before={before} />
        </>
      ) : (
        <p>{t('letters.none')}</p>
      )}
      <p className="read">{t('letters.keep')}</p>
      <Form method="post" noValidate>
        <Input
          name="count"
          label={t('letters.more')}
          hint={t('letters.more_hint', { most: number(mostLetters) })}
          value={shown(back, 'count')}
          error={fieldErrors(back?.errors, t('error_prefix'))('count')}
          inputmode="numeric"
          classes="govuk-input--width-5"
        />
        <Button name="intent" value="make" classes="govuk-button--secondary">
          {t('letters.make')}
        </Button>
      </Form>
    </DeskSection>
  )
}
