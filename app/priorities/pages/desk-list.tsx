import {
  type ActionFunctionArgs,
  data as answer,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { askFreeze, cancelFreeze, freezeAsked } from '../../consultations/freezing/computation-store.server.ts'
import { exclusionsOf } from '../../consultations/freezing/exclusion.ts'
import { consultationOf, countsSinceClosing } from '../../consultations/freezing/freeze-material-store.server.ts'
import { isAnythingOpen } from '../../consultations/freezing/open-work.ts'
import { openWorkOf } from '../../consultations/freezing/open-work-store.server.ts'
import { freezeRefusal, reissue, snapshotOf } from '../../consultations/freezing/snapshot-store.server.ts'
import { peopleShown } from '../../consultations/pages/freezing/left-out.tsx'
import { openBatchesOf } from '../../consultations/paper/paper-store.server.ts'
import { reissueForm } from '../../consultations/results/form-freeze-store.server.ts'
import { exerciseState } from '../../engagement/exercise.ts'
import { backFrom, exerciseFor } from '../../engagement/exercise-access.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { keeperFrom } from '../../ledger/checkpoint-store.server.ts'
import { may } from '../../people/permission.ts'
import { type Refused, refused, shown, typedIn, workNamed } from '../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { HashText } from '../../ui/codes.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { faultWords } from '../fault-words.ts'
import { listVersions, type Published, signList } from '../list-store.server.ts'
import { Freeze, lookAgain, underWay } from './desk-freeze.tsx'

const params = z.object({ id: z.string().max(100) })
const done = z.enum(['first', 'published', 'reissued', 'asked', 'asked_to_stop', 'chosen'])

type OneExercise = StaffAsk<{ id: string }>

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

/** From closed answers to a published list: freeze, read the draft, two signatures. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'list.prepare' }, async (ask) => {
    const { db, now, actor, request } = ask
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(db, exercise.id)
    if (!consultation || !exercise.publishedAt) throw notFound()
    const closing = await snapshotOf(db, exercise.id, 'closing')
    const analysis = await snapshotOf(db, exercise.id, 'analysis')
    const { searchParams } = new URL(request.url)
    const wanted = done.safeParse(searchParams.get('done'))
    const asked = await freezeAsked(db, exercise.id)
    const table = tableOf(consultation)
    const desk = {
      title: ask.words('engagement')('publish_list.title', { context: contextOf(table) }),
      backTo: backFrom(ask, exercise),
      table,
      places: placesOf[table],
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      state: exerciseState(exercise, londonDay(now)),
      closing: closing ? { at: closing.created_at, rows: closing.rows, hash: closing.hash } : null,
      analysis: analysis ? { at: analysis.created_at, rows: analysis.rows, hash: analysis.hash } : null,
      counts: closing ? await countsSinceClosing(db, exercise.id, consultation.id) : null,
      open: closing && !analysis ? await openWorkOf(db, exercise.id, consultation.id) : null,
      keys: may(actor.grants, 'answers.import'),
      checks: table === 'priority_list' && may(actor.grants, 'wording.check'),
      versions: await listVersions(db, exercise.id, table),
      openBatches: analysis ? [] : await openBatchesOf(db, consultation.id),
      me: actor.personId,
      asked,
      why: asked?.trouble ? faultWords(ask.words('faults'), asked.trouble) : null,
      still: searchParams.has('still'),
      done: wanted.success ? wanted.data : null,
    }
    return answer(desk, { headers: lookAgain(request, underWay(asked)) })
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'list.publish' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const exercise = await exerciseFor(ask)
    const work = workNamed({ freeze, cancel, sign, correct }, typed.intent?.[0])
    const consultation = await consultationOf(ask.db, exercise.id)
    if (!work || !consultation) throw notFound()
    return work(ask, typed, tableOf(consultation))
  })(args)

/** A form of its own has results by question, the template a list. */
const tableOf = ({ template }: { template: 'flagship' | 'form' }): keyof typeof placesOf =>
  template === 'form' ? 'form_result' : 'priority_list'

/** Words that speak of results where there is no list. */
const contextOf = (table: keyof typeof placesOf) => (table === 'form_result' ? 'results' : undefined)

/** Where a draft is read, and where a version stands for everybody. */
const placesOf = {
  priority_list: { draft: 'list/draft', public: 'list' },
  form_result: { draft: 'results', public: 'results' },
} as const

const home = (ask: OneExercise) => `/desk/exercises/${encodeURIComponent(ask.params.id)}/list`
const to = (ask: OneExercise, what: z.output<typeof done>) => redirect(`${home(ask)}?done=${what}`, 303)
const trouble = (
  ask: OneExercise,
  field: string,
  key: string,
  typed: Refused['typed'] = {},
  values: Record<string, string> = {},
) => refused([{ field, message: ask.words('engagement')(`errors.list.${key}`, values) }], typed)

async function freeze(ask: OneExercise, typed: Refused['typed']) {
  const by = { exerciseId: ask.params.id, personId: ask.actor.personId, reason: 'analysis' }
  const refusal = await write(ask.db, async (tx) => {
    const refusal = await freezeRefusal(tx, by.exerciseId)
    if (refusal) return refusal
    const { id } = (await consultationOf(tx, by.exerciseId))!
    if (!typed.anyway && isAnythingOpen(await openWorkOf(tx, by.exerciseId, id))) return { kind: 'open_work' as const }
    await askFreeze(tx, by, ask.now)
    return undefined
  })
  if (refusal) {
    const { kind, ...values } = refusal
    return trouble(ask, kind === 'open_work' ? 'anyway' : 'freeze', kind, {}, values)
  }
  throw to(ask, 'asked')
}

async function cancel(ask: OneExercise) {
  const by = { exerciseId: ask.params.id, personId: ask.actor.personId }
  const was = await write(ask.db, (tx) => cancelFreeze(tx, by, ask.now))
  throw was ? to(ask, 'asked_to_stop') : redirect(home(ask), 303)
}

async function sign(ask: OneExercise, typed: Refused['typed'], table: Published) {
  const signed = await write(ask.db, (tx) =>
    signList(
      tx,
      keeperFrom(ask.settings),
      {
        exerciseId: ask.params.id,
        listId: typed.list?.[0] ?? '',
        hash: typed.hash?.[0] ?? '',
        personId: ask.actor.personId,
      },
      ask.now,
      table,
    ),
  )
  if (signed !== 'first' && signed !== 'published') return trouble(ask, 'sign', signed)
  throw to(ask, signed)
}

async function correct(ask: OneExercise, typed: Refused['typed'], table: Published) {
  const note = (typed.note?.[0] ?? '').trim()
  if (note.length < 20 || note.length > 1000) return trouble(ask, 'note', 'note', typed)
  const by = { exerciseId: ask.params.id, personId: ask.actor.personId, note }
  const work = table === 'form_result' ? reissueForm : reissue
  const drafted = await write(ask.db, (tx) => work(tx, keeperFrom(ask.settings), by, ask.now))
  if (!drafted) return trouble(ask, 'note', 'nothing_to_correct', typed)
  throw to(ask, 'reissued')
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function DeskList() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('engagement')
  const texts = useWords('texts')
  const cleaning = useWords('cleaning')
  const answers = useWords('answer-file')
  const { exercise, versions, closing, analysis, done: what } = data
  const draft = versions.find((version) => !version.publishedAt)
  return (
    <DeskPage
      title={data.title}
      where={exercise.title}
      back={data.backTo}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        what && !back ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={t(`publish_list.done.${what}`, { context: contextOf(data.table) })}
          />
        ) : null
      }
    >
      <Stages data={data} />
      {closing ? (
        <ul>
          <li>
            <a href={`/desk/exercises/${exercise.id}/cleaning`}>{cleaning('title')}</a>
          </li>
          <li>
            <a href={`/desk/exercises/${exercise.id}/texts`}>{texts('desk_link')}</a>
          </li>
          <li>
            <a href={`/desk/exercises/${exercise.id}/answers`}>{answers('link')}</a>
          </li>
        </ul>
      ) : null}
      {closing && !analysis ? (
        <Freeze
          asked={data.asked}
          why={data.why}
          still={data.still}
          home={`/desk/exercises/${exercise.id}/list`}
          form={data.places.public === 'results'}
          counted={data.counts?.counted ?? 0}
          open={data.open}
          desk={`/desk/exercises/${exercise.id}`}
          keys={data.keys}
          error={fieldErrors(back?.errors, t('error_prefix'))('anyway')}
          batches={data.openBatches}
        />
      ) : null}
      {draft ? <Sign data={data} draft={draft} /> : null}
      <Versions data={data} back={back} draft={draft !== undefined} />
    </DeskPage>
  )
}

function Stages({ data: { closing, analysis, counts, state } }: { data: Data }) {
  const t = useWords('engagement')
  const list = useWords('list')
  const { locale } = useLanguage()
  if (!closing)
    return <InsetText>{t(state === 'closed' ? 'publish_list.closing_soon' : 'publish_list.still_open')}</InsetText>
  const rows = [
    {
      key: t('publish_list.closing'),
      value: t('publish_list.stage', { day: formatDate(closing.at, locale), rows: formatNumber(closing.rows, locale) }),
    },
    { key: t('publish_list.hash'), value: <HashText hash={closing.hash} /> },
    ...(analysis
      ? [
          {
            key: t('publish_list.analysis'),
            value: t('publish_list.stage', {
              day: formatDate(analysis.at, locale),
              rows: formatNumber(analysis.rows, locale),
            }),
          },
          { key: t('publish_list.hash'), value: <HashText hash={analysis.hash} /> },
        ]
      : []),
  ]
  return (
    <DeskSection title={t('publish_list.stages')} id="stages">
      <SummaryList rows={rows} />
      {analysis || !counts ? null : (
        <SummaryList
          rows={exclusionsOf(counts).map(({ code, people }) => ({
            key: t(`publish_list.counts.${code}`),
            value: peopleShown(people, list, locale),
          }))}
        />
      )}
    </DeskSection>
  )
}

function Sign({ data: { exercise, me, places, table }, draft }: { data: Data; draft: Data['versions'][number] }) {
  const t = useWords('engagement')
  const trying = useWords('trying')
  return (
    <DeskSection title={t('publish_list.sign', { version: draft.version })} id="sign">
      <p>
        <a href={`/desk/exercises/${exercise.id}/${places.draft}`}>{t('publish_list.read')}</a>
      </p>
      {places.public === 'list' ? (
        <p>
          <a href={`/desk/exercises/${exercise.id}/list/trials`}>{trying('link')}</a>
        </p>
      ) : null}
      <SummaryList
        rows={[
          { key: t('publish_list.hash'), value: <HashText hash={draft.hash} /> },
          { key: t('publish_list.first'), value: draft.first ?? t('publish_list.nobody') },
        ]}
      />
      {draft.firstId === me ? (
        <InsetText>{t('publish_list.waits')}</InsetText>
      ) : (
        <>
          <p className="read">
            {t(draft.firstId ? 'publish_list.second_text' : 'publish_list.first_text', { context: contextOf(table) })}
          </p>
          <Form method="post">
            <input type="hidden" name="list" value={draft.id} />
            <input type="hidden" name="hash" value={draft.hash} />
            <Button name="intent" value="sign">
              {t(draft.firstId ? 'publish_list.second_button' : 'publish_list.first_button')}
            </Button>
          </Form>
        </>
      )}
    </DeskSection>
  )
}

function Versions({
  data: { exercise, versions, places, checks },
  back,
  draft,
}: {
  data: Data
  back: Refused | undefined
  draft: boolean
}) {
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const published = versions.filter((version) => version.publishedAt)
  if (!published.length) return null
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('publish_list.versions')} id="versions">
      <ul>
        {published.map((version) => (
          <li key={version.id}>
            <a href={`/en/consultations/${exercise.slug}/${places.public}/v${version.version}`}>
              {t('publish_list.version', {
                version: version.version,
                day: formatDate(version.publishedAt!, locale),
                first: version.first,
                second: version.second,
              })}
            </a>
          </li>
        ))}
      </ul>
      {checks ? (
        <p>
          <a href={`/desk/exercises/${exercise.id}/list/check-back`}>{t('publish_list.check_back')}</a>
        </p>
      ) : null}
      {draft ? null : (
        <Form method="post" noValidate>
          <Textarea
            name="note"
            label={{ text: t('publish_list.correct') }}
            hint={{ text: t('publish_list.correct_hint') }}
            value={shown(back, 'note')}
            error={errorOf('note')}
          />
          <Button name="intent" value="correct" classes="govuk-button--secondary">
            {t('publish_list.correct_button')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
