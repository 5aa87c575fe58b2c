import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { exerciseFor, seesOf } from '../../../engagement/exercise-access.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { addedStatements, moderate, needsEnglish, type Verdict } from '../../answering/statement-store.server.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'

/** Answers to another partner's module are that partner's alone (P-14). */
const isSeenBy =
  (ask: Parameters<typeof seesOf>[0]) =>
  ({ owned_by: ownedBy }: { owned_by: string | null }) =>
    seesOf(ask)({ ownedBy })

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const all = (await addedStatements(ask.db, exercise.id)).filter(isSeenBy(ask))
    return {
      title: ask.words('building')('statements.title'),
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      statements: all.map(({ id, language, body, state, reason, received_on }) => ({
        id,
        language,
        body,
        state,
        reason,
        receivedOn: received_on,
        foreign: needsEnglish(language),
      })),
    }
  })(args)

const shape = z.object({
  statement: line(),
  wish: z.enum(['accept', 'refuse'], 'wish'),
  english: line(200),
  reason: lines(500),
})

/** One statement is decided at a time, by whoever comes first. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const t = ask.words('building')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { statement: statementId, wish, english, reason } = form.value
    const given = (await addedStatements(ask.db, exercise.id)).find(({ id }) => id === statementId)
    if (given && !isSeenBy(ask)(given)) throw notFound()
    const problem = (field: string, key: string) =>
      refused([{ field: `${field}-${statementId}`, message: t(`errors.${key}`) }], form.typed)
    if (wish === 'refuse' && !reason) return problem('reason', 'reason')
    if (wish === 'accept' && given && needsEnglish(given.language) && !english) return problem('english', 'english')
    const verdict: Verdict =
      wish === 'refuse' ? { state: 'refused', reason } : { state: 'accepted', english: english || null }
    const by = { exerciseId: exercise.id, statementId, verdict, personId: ask.actor.personId }
    const done = await write(ask.db, (tx) => moderate(tx, by, ask.now))
    if (!done) return problem('reason', 'decided_already')
    throw redirect(`/desk/exercises/${encodeURIComponent(exercise.id)}/statements`, 303)
  })(args)

type Statement = ReturnType<typeof useLoaderData<typeof loader>>['statements'][number]

export default function StatementsDesk() {
  const { title, exercise, statements } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('building')
  const waiting = statements.filter(({ state }) => state === 'waiting')
  const decided = statements.filter(({ state }) => state !== 'waiting')
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('statements.text')}</p>
      <DeskSection title={t('statements.waiting')} id="waiting">
        {waiting.length ? (
          waiting.map((one) => <Waiting key={one.id} statement={one} back={back} />)
        ) : (
          <EmptyState>
            <p>{t('statements.none_waiting')}</p>
          </EmptyState>
        )}
      </DeskSection>
      {decided.length ? (
        <DeskSection title={t('statements.decided')} id="decided">
          <ul>
            {decided.map(({ id, body, language, state, reason }) => (
              <li key={id}>
                <bdi lang={language}>{body}</bdi> {t(`statements.${state}`)} {reason}
              </li>
            ))}
          </ul>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}

function Waiting({ statement, back }: { statement: Statement; back: Refused | undefined }) {
  const t = useWords('building')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.statement?.[0] === statement.id ? back : undefined
  const { id, body, language, receivedOn, foreign } = statement
  return (
    <Form method="post" noValidate>
      <p>
        <strong>
          <bdi lang={language}>{body}</bdi>
        </strong>{' '}
        <DateText iso={receivedOn} locale={locale} />
      </p>
      <input type="hidden" name="statement" value={id} />
      {foreign ? (
        <Input
          id={`english-${id}`}
          name="english"
          label={t('statements.english')}
          value={shown(own, 'english')}
          error={errorOf(`english-${id}`)}
        />
      ) : null}
      <Input
        id={`reason-${id}`}
        name="reason"
        label={t('statements.reason')}
        hint={t('statements.reason_hint')}
        value={shown(own, 'reason')}
        error={errorOf(`reason-${id}`)}
      />
      <ButtonGroup>
        <Button name="wish" value="accept">
          {t('statements.accept')}
        </Button>
        <Button name="wish" value="refuse" classes="govuk-button--secondary">
          {t('statements.refuse')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}
