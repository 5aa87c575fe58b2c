import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { areaNames } from '../../../consultations/coverage/coverage-store.server.ts'
import { HandWork } from '../../../feedback/pages/hand-work.tsx'
import { letterhead } from '../../../feedback/pages/letterhead.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, typedIn, workNamed } from '../../../server/form.ts'
import { carriedWays } from '../../../server/mail.ts'
import { failed, makePrintRun, markByHand, tryAgain, waitingByHand } from '../../../server/outbox-hand-store.server.ts'
import { noParams, notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { londonDay } from '../../london-day.ts'
import { eligibleOf, makeUpOf, panelAim, unaskedReasons } from '../../panel/citizens-panel.ts'
import { panelCounters, panelResidents } from '../../panel/citizens-panel-make-up-store.server.ts'
import {
  answersOfSamples,
  drawnSamples,
  panelPost,
  releaseThird,
} from '../../panel/citizens-panel-sample-store.server.ts'
import {
  departures,
  dueThird,
  panelMembers,
  refreshes,
  waitingToConfirm,
} from '../../panel/citizens-panel-store.server.ts'
import { isAssessed } from '../../panel/panel-assessment-store.server.ts'
import { practiceOf } from '../../practice-store.server.ts'
import { PanelMakeUp } from './citizens-panel-make-up.tsx'

const home = '/desk/citizens-panel'
const done = z.enum(['released', 'drawn', 'entered', 'run', 'posted', 'again'])

/** The citizens' panel at work: its size, whom it lacks, who may be asked, this year's third, samples and letters. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.manage' }, async ({ db, now, words, request, settings }) => {
    const today = londonDay(now)
    const members = await panelMembers(db)
    const { eligible, unasked } = eligibleOf(members, today)
    const { due, from } = await dueThird(db, today)
    const least = (await practiceOf(db))['publish.min_cell']
    // A desk sees who is there as it is; small groups are hidden all the same.
    const groups = makeUpOf(
      await panelCounters(db),
      await panelResidents(db, today),
      { minCell: least, roundTo: 1 },
      false,
    )
    const districts = groups.filter(({ dimension }) => dimension === 'district').map(({ category }) => category)
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    return {
      title: words('citizens-panel-desk')('title'),
      today,
      people: members.length,
      waiting: await waitingToConfirm(db),
      eligible: eligible.length,
      unasked,
      third: { people: due.length, from, first: due[0]?.joinedOn ?? null, last: due.at(-1)?.joinedOn ?? null },
      refreshes: await refreshes(db),
      departures: await departures(db),
      samples: await drawnSamples(db),
      assessed: await isAssessed(db),
      answers: await answersOfSamples(db, { minCell: least, roundTo: 1 }),
      groups,
      names: await areaNames(db, districts),
      least,
      letters: carriedWays(settings).includes('letter') ? [] : await waitingByHand(db, panelPost, 'letter'),
      failed: await failed(db, panelPost),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'panel.manage' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const work = workNamed({ release, run, posted, again }, typed.intent?.[0])
    if (!work) throw notFound()
    return work(ask, typed)
  })(args)

type Typed = Refused['typed']
const to = (what: z.output<typeof done>) => redirect(`${home}?done=${what}`, 303)
const trouble = ({ words }: StaffAsk, field: string, key: string) =>
  refused([{ field, message: words('citizens-panel-desk')(`errors.${key}`) }], {})

async function release(ask: StaffAsk, typed: Typed) {
  const head = await letterhead(ask)
  const given = { people: Number(typed.people?.[0]), personId: ask.actor.personId }
  const made = await write(ask.db, (tx) => releaseThird(tx, ask.settings.SECRET, given, head, ask.now))
  if (made !== 'released') return trouble(ask, 'third', `third_${made}`)
  throw to('released')
}

async function run(ask: StaffAsk) {
  if (!(await write(ask.db, (tx) => makePrintRun(tx, panelPost)))) return trouble(ask, 'letters', 'no_letters')
  throw to('run')
}

async function posted(ask: StaffAsk, typed: Typed) {
  await write(ask.db, (tx) => markByHand(tx, panelPost, { batch: typed.run?.[0] ?? '' }, ask.now))
  throw to('posted')
}

async function again(ask: StaffAsk, typed: Typed) {
  await write(ask.db, (tx) => tryAgain(tx, panelPost, typed.message?.[0] ?? ''))
  throw to('again')
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function CitizensPanelDesk() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel-desk')
  const { locale } = useLanguage()
  const number = (people: number) => formatNumber(people, locale)
  return (
    <DeskPage
      title={data.title}
      back={{ href: '/desk', text: t('desk') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        data.done && !back ? (
          <NotificationBanner type="success" titleText={t('done_title')} text={t(`done.${data.done}`)} />
        ) : null
      }
      figures={
        <>
          <DeskFigure figure={number(data.people)} text={t('members')} kind="now" />
          <DeskFigure figure={number(data.eligible)} text={t('may_be_asked')} />
          <DeskFigure
            figure={number(data.third.people)}
            text={t('third.due')}
            kind={data.third.people ? 'due' : 'now'}
          />
        </>
      }
    >
      {data.people < panelAim ? (
        <InsetText classes="inset-caution">
          {t('below', { aim: number(panelAim), lacking: number(panelAim - data.people) })}
        </InsetText>
      ) : (
        <p>{t('enough', { aim: number(panelAim) })}</p>
      )}
      {data.waiting ? <p>{t('waiting', { people: number(data.waiting) })}</p> : null}
      <ul>
        <li>
          <a href={`${home}/draw`}>{t('draw.title')}</a>
        </li>
        <li>
          <a href={`${home}/assessment`}>
            {t('assessment.link', {
              state: t(data.assessed ? 'assessment.state_signed' : 'assessment.state_unsigned'),
            })}
          </a>
        </li>
        <li>
          <a href={`${home}/member`}>{t('member.title')}</a>
        </li>
        <li>
          <a href="/en/citizens-panel">{t('public')}</a>
        </li>
      </ul>
      <Eligibility data={data} />
      <DeskSection title={t('made.title')} id="make-up">
        <p className="meta read">{t('made.text', { least: data.least })}</p>
        <PanelMakeUp groups={data.groups} names={data.names} least={data.least} />
      </DeskSection>
      <Third data={data} />
      <Samples data={data} />
      <HandWork home={home} letters={data.letters} texts={[]} failed={data.failed} />
    </DeskPage>
  )
}

function Eligibility({ data: { eligible, unasked } }: { data: Data }) {
  const t = useWords('citizens-panel-desk')
  const { locale } = useLanguage()
  const reasons = unaskedReasons.filter((reason) => unasked[reason])
  return (
    <DeskSection title={t('eligible.title')} id="eligible">
      <Table
        firstCellIsHeader
        head={[t('eligible.who'), { text: t('members'), format: 'numeric' }]}
        rows={[
          [t('eligible.now'), { text: formatNumber(eligible, locale), format: 'numeric' }],
          ...reasons.map((reason) => [
            t(`unasked.${reason}`),
            { text: formatNumber(unasked[reason], locale), format: 'numeric' as const },
          ]),
        ]}
      />
    </DeskSection>
  )
}

function Third({ data: { third, refreshes, departures } }: { data: Data }) {
  const t = useWords('citizens-panel-desk')
  const { locale } = useLanguage()
  const day = (iso: string) => formatDate(iso, locale)
  return (
    <DeskSection title={t('third.title')} id="third">
      <p className="read">{t('third.text')}</p>
      {third.people && third.first && third.last ? (
        <>
          <p>
            {t('third.who', {
              people: formatNumber(third.people, locale),
              first: day(third.first),
              last: day(third.last),
            })}
          </p>
          <Form method="post">
            <input type="hidden" name="people" value={third.people} />
            <Button name="intent" value="release" classes="govuk-button--warning">
              {t('third.button', { people: formatNumber(third.people, locale) })}
            </Button>
          </Form>
        </>
      ) : (
        <p>{third.from ? t('third.later', { day: day(third.from) }) : t('third.nobody')}</p>
      )}
      {refreshes.map(({ on, people }) => (
        <p key={on} className="meta">
          {t('third.released', { day: day(on), people: formatNumber(people, locale) })}
        </p>
      ))}
      {departures.length ? (
        <Table
          caption={t('left.title')}
          firstCellIsHeader
          head={[t('left.month'), t('left.why'), { text: t('members'), format: 'numeric' }]}
          rows={departures.map(({ month, why, people }) => [
            month,
            t(`left.${why}`),
            { text: formatNumber(people, locale), format: 'numeric' },
          ])}
        />
      ) : null}
    </DeskSection>
  )
}

function Samples({ data: { samples, answers, least } }: { data: Data }) {
  const t = useWords('citizens-panel-desk')
  const { locale } = useLanguage()
  const figured = (value: number) => formatNumber(value, locale)
  return (
    <DeskSection title={t('samples.title')} id="samples">
      {samples.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('samples.number'),
            t('samples.exercise'),
            t('samples.day'),
            ...(['asked', 'reached', 'answered', 'rate'] as const).map((key) => ({
              text: t(`samples.${key}`),
              format: 'numeric' as const,
            })),
          ]}
          rows={samples.map(({ id, number, title, on, people }) => {
            const of = answers.find((sample) => sample.id === id)
            const figure = (value: number | null | undefined) => ({
              text: value === undefined ? t('samples.no_way') : value === null ? t('samples.few') : figured(value),
              format: 'numeric' as const,
            })
            return [
              String(number),
              title,
              formatDate(on, locale),
              figure(people),
              figure(of?.reached),
              figure(of?.answered),
              {
                ...figure(of?.rate),
                ...(typeof of?.rate === 'number' && { text: t('samples.percent', { rate: of.rate }) }),
              },
            ]
          })}
        />
      ) : (
        <EmptyState>{t('samples.none')}</EmptyState>
      )}
      <p className="meta read">{t('samples.text', { least })}</p>
      <p className="meta read">{t('samples.letters')}</p>
    </DeskSection>
  )
}
