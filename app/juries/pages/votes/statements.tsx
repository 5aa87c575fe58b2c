import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Select } from '../../../ui/select.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import { mostWords, tidy, wordCount, wordingTroubles } from '../../votes/statement.ts'
import {
  addStatement,
  backToDiscussion,
  editStatement,
  lockStatement,
  prioritiesOf,
  statementsOf,
} from '../../votes/statement-store.server.ts'
import { Done } from '../done.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.facilitate' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.facilitate')
    const query = new URL(ask.request.url).searchParams
    const statements = await statementsOf(ask.db, jury.id)
    return {
      title: ask.words('juries-desk')('statements.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      statements: statements.map((statement) => ({ ...statement, words: wordCount(statement) })),
      editing: statements.find((s) => s.id === query.get('edit') && s.state === 'draft') ?? null,
      priorities: await prioritiesOf(ask.db, ask.lang),
      most: mostWords,
      published: jury.reportPublishedAt !== null,
      done: query.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.facilitate' }, async (ask) => {
    const typed = await typedIn(ask.request.clone())
    const id = typed.statement?.[0] ?? ''
    const intent = typed.intent?.[0]
    if (intent === 'lock' || intent === 'discuss') return settle(ask, intent, id)
    return save(ask, id)
  })(args)

async function settle(ask: JuryAsk, intent: 'lock' | 'discuss', id: string) {
  const ok = await write(ask.db, async (tx) => {
    const { id: juryId, reportPublishedAt } = await juryFor(ask, 'jury.facilitate', tx)
    if (reportPublishedAt) return false
    const work = intent === 'lock' ? lockStatement : backToDiscussion
    return work(tx, { juryId, id, personId: ask.actor.personId }, ask.now)
  })
  if (!ok) return refused([{ field: 'list', message: ask.words('juries-desk')('errors.not_now') }], {})
  throw redirect(deskPath(ask.params.slug, `/statements?done=${intent === 'lock' ? 'locked' : 'discuss'}`), 303)
}

const shape = z.object({ body: lines(2000), because: lines(2000), table: line(60), priority: line(100) })

async function save(ask: JuryAsk, id: string) {
  const t = ask.words('juries-desk')
  const form = await readForm(ask.request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const wording = tidy(form.value)
  const troubles = wordingTroubles(wording)
  if (troubles.length) {
    const count = wordCount(wording)
    return refused(
      troubles.map((trouble) => ({
        field: trouble === 'because_missing' ? 'because' : 'body',
        message: t(`errors.${trouble}`, { count, most: mostWords }),
      })),
      form.typed,
    )
  }
  const saved = await write(ask.db, async (tx) => {
    const { id: juryId, reportPublishedAt } = await juryFor(ask, 'jury.facilitate', tx)
    if (reportPublishedAt) return false
    const known = (await prioritiesOf(tx, ask.lang)).some((priority) => priority.id === form.value.priority)
    const given = { juryId, wording, table: form.value.table, priorityId: known ? form.value.priority : null }
    if (id) return editStatement(tx, { ...given, id })
    await addStatement(tx, given)
    return true
  })
  if (!saved) return refused([{ field: 'body', message: t('errors.locked') }], form.typed)
  throw redirect(deskPath(ask.params.slug, '/statements?done=statement'), 303)
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function Statements() {
  const shownHere = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const { title, home, publicName, statements, done } = shownHere
  const locked = statements.filter((s) => s.lockedAt).length
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={done} />}
      figures={
        statements.length ? (
          <DeskFigure figure={locked} text={t('statements.locked_of', { count: statements.length })} />
        ) : null
      }
    >
      {shownHere.published ? (
        <InsetText>{t('statements.published')}</InsetText>
      ) : (
        <Editor shownHere={shownHere} back={back} />
      )}
      <DeskSection title={t('statements.list')} id="list">
        {statements.length ? (
          <ol className="plain-list">
            {statements.map((statement) => (
              <One key={statement.id} statement={statement} shownHere={shownHere} />
            ))}
          </ol>
        ) : (
          <EmptyState>
            <p>{t('statements.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}

function One({ statement, shownHere }: { statement: Shown['statements'][number]; shownHere: Shown }) {
  const { home, most, published } = shownHere
  const t = useWords('juries-desk')
  const { id, number, state, body, because } = statement
  return (
    <li>
      <h3>
        {t('statements.number', { number })}{' '}
        <Tag classes={state === 'draft' ? 'govuk-tag--grey' : undefined}>{t(`statements.states.${state}`)}</Tag>
      </h3>
      <p className="read">{t('statement', { body, because })}</p>
      <p className="meta">
        {t('statements.words', { count: statement.words, most })}
        {statement.table ? ` · ${t('statements.by', { table: statement.table })}` : null}
      </p>
      {state === 'draft' && !published ? (
        <Form method="post">
          <input type="hidden" name="statement" value={id} />
          <ButtonGroup>
            <Button classes="govuk-button--secondary" href={`${home}/statements?edit=${id}#write`}>
              {t('statements.edit')} <span className="govuk-visually-hidden">{number}</span>
            </Button>
            <Button name="intent" value="lock">
              {t('statements.lock')} <span className="govuk-visually-hidden">{number}</span>
            </Button>
          </ButtonGroup>
        </Form>
      ) : null}
      {state === 'back_to_discussion' && !published ? (
        <Form method="post">
          <input type="hidden" name="statement" value={id} />
          <Button name="intent" value="discuss" classes="govuk-button--secondary">
            {t('statements.discuss')} <span className="govuk-visually-hidden">{number}</span>
          </Button>
        </Form>
      ) : null}
    </li>
  )
}

function Editor({ shownHere, back }: { shownHere: Shown; back: Refused | undefined }) {
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { editing, home, most, priorities } = shownHere
  const stored = { body: editing?.body ?? '', because: editing?.because ?? '', table: editing?.table ?? '' }
  const field = (name: 'body' | 'because' | 'table') => ({
    name,
    label: { text: t(`statements.${name}`) },
    value: shown(back, name, stored[name]),
    error: errorOf(name),
  })
  return (
    <DeskSection
      title={editing ? t('statements.editing', { number: editing.number }) : t('statements.write')}
      id="write"
    >
      <p className="read">{t('statements.how', { most })}</p>
      <Form method="post" action={`${home}/statements`} noValidate>
        <input type="hidden" name="statement" value={editing?.id ?? shown(back, 'statement')} />
        <Textarea {...field('body')} rows={3} />
        <Textarea {...field('because')} rows={3} />
        <Input {...field('table')} classes="govuk-input--width-10" hint={{ text: t('statements.table_hint') }} />
        <Select
          name="priority"
          label={{ text: t('statements.priority') }}
          hint={{ text: t('statements.priority_hint') }}
          value={shown(back, 'priority', editing?.priorityId ?? '')}
          items={[
            { value: '', text: t('statements.no_priority') },
            ...priorities.map(({ id, title }) => ({ value: id, text: title })),
          ]}
        />
        <ButtonGroup>
          <Button name="intent" value="save">
            {t(editing ? 'statements.save' : 'statements.add')}
          </Button>
          {editing ? <a href={`${home}/statements`}>{t('statements.stop_editing')}</a> : null}
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}
