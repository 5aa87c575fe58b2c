import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { seesOf } from '../../../engagement/exercise-access.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { keeperFrom } from '../../../ledger/checkpoint-store.server.ts'
import { listVersions, signList } from '../../../priorities/list-store.server.ts'
import {
  type FieldError,
  type Refused,
  refused,
  shown,
  type Typed,
  tooLong,
  typedIn,
  workNamed,
} from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { HashText } from '../../../ui/codes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { seesRound } from '../../texts/coding-store.server.ts'
import { draftThemes, newestThemes, themesOf } from '../../texts/theme-store.server.ts'
import { closedExercise, params, textsHome } from './text-desk.server.ts'
import { ThemeList } from './theme-list.tsx'

const table = 'theme_report'
const done = z.enum(['drafted', 'first', 'published'])
const limits = { smaller: 300, note: 1000 } as const
const leastNote = 20
/** More quotes than that are not offered under one theme. */
const mostQuotes = 20

/** The themes as counted, what is written beside each, and two signatures. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'list.prepare' }, async (ask) => {
    const { db, actor, request } = ask
    const exercise = await closedExercise(ask)
    const found = await themesFor(ask, exercise.id)
    const newest = await newestThemes(db, exercise.id)
    const versions = await listVersions(db, exercise.id, table)
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    const draft = versions.find(({ publishedAt }) => !publishedAt)
    return {
      title: ask.words('texts')('themes.title'),
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      frozen: (await snapshotOf(db, exercise.id, 'analysis')) !== undefined,
      people: found.people,
      least: found.minCell,
      themes: found.themes.map((theme) => ({ ...theme, quotable: theme.quotable.slice(0, mostQuotes) })),
      told: Object.fromEntries((newest?.report.themes ?? []).map(({ key, smaller }) => [key, smaller])),
      draft: draft ? { ...draft, report: newest!.report } : null,
      published: versions.filter(({ publishedAt }) => publishedAt).length,
      me: actor.personId,
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'list.publish' }, async (ask) => {
    const exercise = await closedExercise(ask)
    const typed = await typedIn(ask.request)
    const work = workNamed({ draft, sign }, typed.intent?.[0])
    if (!work) throw notFound()
    return work(ask, typed, exercise.id)
  })(args)

type Asked = StaffAsk<{ id: string }>
const to = (id: string, what: z.output<typeof done>) => redirect(`${textsHome(id)}/themes?done=${what}`, 303)

/** The themes where every text they come from is the asker's to see. */
async function themesFor(ask: Asked, exerciseId: string) {
  const found = await themesOf(ask.db, exerciseId)
  if (!found || !(await seesRound(ask.db, exerciseId, found.coding, seesOf(ask)))) throw notFound()
  return found
}

async function draft(ask: Asked, typed: Typed, exerciseId: string) {
  const t = ask.words('texts')
  const found = await themesFor(ask, exerciseId)
  const note = (typed.note?.[0] ?? '').trim()
  const published = (await listVersions(ask.db, exerciseId, table)).some(({ publishedAt }) => publishedAt)
  const errors: FieldError[] = found.themes.flatMap(({ key, name }) => {
    const smaller = (typed[`smaller-${key}`]?.[0] ?? '').trim()
    if (!smaller) return [{ field: `smaller-${key}`, message: t('errors.no_smaller', { name }) }]
    if (smaller.length <= limits.smaller) return []
    return [{ field: `smaller-${key}`, message: tooLong(t, `smaller-${key}`, limits.smaller, smaller) }]
  })
  if (published && (note.length < leastNote || note.length > limits.note)) {
    errors.push({ field: 'note', message: t('errors.note', { least: leastNote, most: limits.note }) })
  }
  if (errors.length) return refused(errors, typed)
  const telling = Object.fromEntries(
    found.themes.map(({ key }) => [
      key,
      { smaller: typed[`smaller-${key}`]![0]!.trim(), quotes: typed[`quotes-${key}`] ?? [] },
    ]),
  )
  const by = { exerciseId, personId: ask.actor.personId, telling, note: published ? note : '' }
  const drafted = await write(ask.db, (tx) => draftThemes(tx, by, ask.now))
  if (drafted !== 'drafted') {
    return refused([{ field: 'draft', message: t(`errors.${drafted}`, { least: found.minCell }) }], typed)
  }
  throw to(exerciseId, 'drafted')
}

async function sign(ask: Asked, typed: Typed, exerciseId: string) {
  await themesFor(ask, exerciseId)
  const by = { exerciseId, listId: typed.list?.[0] ?? '', hash: typed.hash?.[0] ?? '', personId: ask.actor.personId }
  const signed = await write(ask.db, (tx) => signList(tx, keeperFrom(ask.settings), by, ask.now, table))
  if (signed !== 'first' && signed !== 'published') {
    return refused([{ field: 'sign', message: ask.words('engagement')(`errors.list.${signed}`) }], typed)
  }
  throw to(exerciseId, signed)
}

type Facts = ReturnType<typeof useLoaderData<typeof loader>>

export default function ThemesDesk() {
  const facts = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('texts')
  const { title, exercise, frozen, people, least, draft: waiting, published, done: what } = facts
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/texts`, text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        what && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`themes.done.${what}`)} />
        ) : null
      }
    >
      <p className="read">{t('themes.how', { count: people, least })}</p>
      {published ? (
        <p>
          <a href={`/en/consultations/${exercise.slug}/themes`}>{t('themes.public')}</a>
        </p>
      ) : null}
      {frozen ? null : <InsetText>{t('themes.freeze_first')}</InsetText>}
      {waiting ? <Sign draft={waiting} me={facts.me} /> : null}
      <Write facts={facts} back={back} />
    </DeskPage>
  )
}

function Sign({
  draft: { id, hash, version, first, firstId, report },
  me,
}: {
  draft: NonNullable<Facts['draft']>
  me: string
}) {
  const t = useWords('texts')
  const list = useWords('engagement')
  return (
    <DeskSection title={t('themes.sign', { version })} id="sign">
      <ThemeList report={report} />
      <SummaryList
        rows={[
          { key: list('publish_list.hash'), value: <HashText hash={hash} /> },
          { key: list('publish_list.first'), value: first ?? list('publish_list.nobody') },
        ]}
      />
      {firstId === me ? (
        <InsetText>{list('publish_list.waits')}</InsetText>
      ) : (
        <Form method="post">
          <input type="hidden" name="list" value={id} />
          <input type="hidden" name="hash" value={hash} />
          <Button name="intent" value="sign">
            {t(firstId ? 'themes.second_button' : 'themes.first_button')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}

function Write({
  facts: { themes, told, published, draft: waiting },
  back,
}: {
  facts: Facts
  back: Refused | undefined
}) {
  const t = useWords('texts')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t(waiting ? 'themes.write_again' : 'themes.write')} id="draft">
      <Form method="post" noValidate>
        {themes.map(({ key, name, people, quotable }) => (
          <section key={key}>
            <h3>{name}</h3>
            <p>
              {people === null
                ? t('themes.few')
                : t('themes.people', { count: people, people: formatNumber(people, locale) })}
            </p>
            <Textarea
              name={`smaller-${key}`}
              rows={2}
              label={t('themes.smaller')}
              hint={t('themes.smaller_hint')}
              value={shown(back, `smaller-${key}`, told[key])}
              error={errorOf(`smaller-${key}`)}
            />
            {quotable.length ? (
              <Checkboxes
                name={`quotes-${key}`}
                classes="govuk-checkboxes--small"
                fieldset={{ legend: t('themes.quotes') }}
                hint={t('themes.quotes_hint')}
                values={back?.typed[`quotes-${key}`] ?? []}
                items={quotable.map(({ id, text, language }) => ({
                  value: id,
                  text: <bdi lang={language}>{text}</bdi>,
                }))}
              />
            ) : (
              <p className="meta">{t('themes.no_quotes')}</p>
            )}
          </section>
        ))}
        {published ? (
          <Textarea name="note" rows={3} label={t('themes.note')} value={shown(back, 'note')} error={errorOf('note')} />
        ) : null}
        <Button name="intent" value="draft" classes={waiting ? 'govuk-button--secondary' : undefined}>
          {t('themes.draft')}
        </Button>
      </Form>
    </DeskSection>
  )
}
