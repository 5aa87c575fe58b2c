import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { sha256 } from '../../../ledger/commitment.ts'
import { formDataOf, type Refused, typedIn } from '../../../server/form.ts'
import { type Ask, notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { PANELS } from '../../draw/draw.ts'
import { currentDraw } from '../../draw/draw-store.server.ts'
import { messageInWords, type Translate } from '../../draw/draw-words.ts'
import { standingDraw } from '../../draw/drawn-store.server.ts'
import { askLottery, lotteryMaterial, lotteryOf, stopLottery } from '../../draw/lottery-store.server.ts'
import { relaxTargets } from '../../draw/relaxation-store.server.ts'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import type { Message } from '../../lottery/quota.ts'
import { readPool } from '../../pool/pool-import.ts'
import { importPool, poolFileOf, removeImport } from '../../pool/pool-import-store.server.ts'
import { poolProfile } from '../../pool/pool-profile.ts'
import { categoriesOf, targetsUsed } from '../../targets/target-store.server.ts'
import { Done } from '../done.tsx'
import { Chances } from '../draw/chance-parts.tsx'
import { LotteryProgress, lookAgain } from '../draw/lottery-progress.tsx'
import { PoolFiles, Profile, type Wrong, WrongCells } from './pool-parts.tsx'

const mostShown = 100

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const { db, request } = ask
    const jury = await juryFor(ask, 'jury.manage')
    const material = await lotteryMaterial(db, { id: jury.id, seats: jury.commission.seats })
    const trial = await lotteryOf(db, jury.id, 'trial')
    const draw = await currentDraw(db, jury.id)
    const file = await poolFileOf(db, jury.id)
    const drawWords = ask.words('draw')
    const words: Translate = (key, params = {}) => drawWords(key, params)
    const running =
      trial?.state === 'waiting' || trial?.state === 'running'
        ? { state: trial.state, stage: trial.stage, percent: trial.percent }
        : null
    return data(
      {
        title: ask.words('drawing-desk')('pool.title', { title: jury.publicName }),
        home: deskPath(jury.slug),
        publicName: jury.publicName,
        seats: jury.commission.seats,
        people: material.pool.volunteers.length,
        profile: poolProfile(material.pool, jury.commission.seats),
        incomplete: material.incomplete.slice(0, mostShown),
        left: material.incomplete.length,
        running,
        tried: trial &&
          !running && {
            rule: trial.rule,
            on: trial.finishedAt,
            changed: trial.poolDigest !== material.digest,
            summary: trial.summary,
            errors: inWords(
              words,
              trial.errors.filter((message) => !isRelaxation(message)),
            ),
            relaxations: inWords(words, trial.errors.filter(isRelaxation)),
          },
        file: file && {
          people: file.people,
          by: file.by ?? '',
          on: file.importedAt,
          notes: file.notes.slice(0, mostShown).map((note) => messageInWords(words, note)),
        },
        drawn: draw?.state === 'concluded',
        closed: draw?.state === 'announced' || draw?.state === 'concluded',
        standing: draw !== undefined && draw.state !== 'given_up',
        taken: (await targetsUsed(db, jury.id)) === 'drawn',
        still: new URL(request.url).searchParams.has('still'),
        done: new URL(request.url).searchParams.get('done'),
      },
      { headers: lookAgain(request, running !== null) },
    )
  })(args)

const isRelaxation = ({ code }: Message) => code === 'lower-minimum' || code === 'raise-maximum'
const inWords = (words: Translate, messages: readonly Message[]) =>
  messages.map((message) => messageInWords(words, message))

type Back = Refused & { wrong?: Wrong[]; total?: number }
const refuse = (field: string, message: string, typed: Refused['typed'] = {}, more: Omit<Back, keyof Refused> = {}) =>
  data<Back>({ errors: [{ field, message }], typed, ...more }, { status: 422 })

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const { db, now, actor, request } = ask
    const isFile = request.headers.get('Content-Type')?.startsWith('multipart/form-data')
    if (isFile) return takeFile(ask)
    const { intent } = await typedIn(request)
    const t = ask.words('drawing-desk')
    const { personId } = actor
    const go = (done: string) => redirect(deskPath(ask.params.slug, `/pool?done=${done}`), 303)
    const answer = await write(db, async (tx) => {
      const jury = await juryFor(ask, 'jury.manage', tx)
      switch (intent?.[0]) {
        case 'try':
          await askLottery(tx, { juryId: jury.id, kind: 'trial', rule: 'leximin', panels: PANELS, personId }, now)
          return go('asked')
        case 'stop':
          return go(
            (await stopLottery(tx, { juryId: jury.id, kind: 'trial', personId }, now)) ? 'stopped' : 'stopped_late',
          )
        case 'relax': {
          const note = (values: Record<string, string | number>) => t('pool.accepted_note', values)
          const changed = await relaxTargets(tx, { jury, personId, words: { note, bound: (b) => t(`pool.${b}`) } }, now)
          return changed ? go('relaxed') : refuse('trial', t('errors.changed_since'))
        }
        case 'remove':
          return (await removeImport(tx, jury.id, personId, now))
            ? go('removed')
            : refuse('files', t('errors.draw_has_it'))
        default:
          throw notFound()
      }
    })
    return answer
  })(args)

/** Reads the whole file first; then takes all of it in, or nothing. */
async function takeFile(ask: JuryAsk & Ask<{ slug: string }>) {
  const { db, now, actor, settings, request } = ask
  const t = ask.words('drawing-desk')
  const jury = await juryFor(ask, 'jury.manage')
  const form = await formDataOf(request)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = { idColumn: [text('idColumn')], householdColumns: [text('householdColumns')] }
  const file = form.get('file')
  if (!(file instanceof File) || !file.name) return refuse('file', t('errors.file'), typed)
  const categories = await categoriesOf(db, jury.id)
  if (!categories.length) return refuse('file', t('errors.no_targets'), typed)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const named = text('householdColumns')
  const read = readPool(bytes, categories, {
    ...(text('idColumn') ? { idColumn: text('idColumn') } : {}),
    ...(named ? { householdColumns: named.split(',').map((name) => name.trim()) } : {}),
  })
  const wrong = (errors: Message[]) => {
    const words = ask.words('draw')
    const shown = errors.slice(0, mostShown).map(({ code, params, row, columns }) => ({
      row: row ?? null,
      columns: (columns ?? []).join(', '),
      text: String(words(`messages.${code}`, params)),
    }))
    const message = t('errors.in_file', { count: errors.length })
    return refuse('file', message, typed, { wrong: shown, total: errors.length })
  }
  if (!read.ok) return wrong(read.errors)
  const { layout, rows, notes } = read
  return write(db, async (tx) => {
    if (await standingDraw(tx, jury.id)) return refuse('file', t('errors.draw_stands'), typed)
    if (await poolFileOf(tx, jury.id)) return refuse('file', t('errors.file_stands'), typed)
    const given = { juryId: jury.id, layout, rows, notes, fileHash: sha256(bytes), personId: actor.personId }
    const errors = await importPool(tx, { ...given, secret: settings.SECRET }, now)
    return errors.length ? wrong(errors) : redirect(deskPath(ask.params.slug, '/pool?done=imported'), 303)
  })
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function PoolPage() {
  const pool = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const t = useWords('drawing-desk')
  const { locale } = useLanguage()
  return (
    <DeskPage
      title={pool.title}
      back={{ href: pool.home, text: pool.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="drawing-desk" done={pool.done} />}
      figures={
        <>
          <DeskFigure
            figure={formatNumber(pool.people, locale)}
            text={t(pool.drawn ? 'pool.not_drawn' : 'pool.volunteers', { count: pool.people })}
          />
          <DeskFigure figure={pool.seats} text={t('pool.seats', { count: pool.seats })} />
        </>
      }
    >
      {back?.wrong ? <WrongCells wrong={back.wrong} total={back.total ?? 0} /> : null}
      {pool.running ? <LotteryProgress progress={pool.running} home={`${pool.home}/pool`} still={pool.still} /> : null}
      {pool.taken && !pool.standing ? (
        <InsetText>{t('trouble.drawn_before')}</InsetText>
      ) : pool.taken && !pool.people && !pool.left ? (
        <InsetText>
          {t('pool.gone')} <a href={`${pool.home}/deletion`}>{t('pool.gone_link')}</a>
        </InsetText>
      ) : (
        <>
          <Profile profile={pool.profile} people={pool.people} drawn={pool.drawn} home={pool.home} />
          {pool.left ? <Incomplete pool={pool} /> : null}
          {pool.running || pool.drawn || !pool.people || !pool.profile.length ? null : <Trial pool={pool} />}
        </>
      )}
      <PoolFiles
        home={pool.home}
        file={pool.file}
        drawn={pool.drawn}
        standing={pool.standing}
        closed={pool.closed}
        back={back}
      />
    </DeskPage>
  )
}

function Incomplete({ pool }: { pool: Shown }) {
  const t = useWords('drawing-desk')
  return (
    <DeskSection title={t('pool.incomplete')} id="incomplete">
      <p className="read">{t('pool.incomplete_text')}</p>
      <Table
        firstCellIsHeader
        head={[t('pool.who'), t('pool.which'), t('pool.said')]}
        rows={pool.incomplete.map(({ externalId, criterion, value }) => [
          <bdi key="id">{externalId}</bdi>,
          criterion,
          value ?? t('pool.nothing'),
        ])}
      />
    </DeskSection>
  )
}

function Trial({ pool: { tried, home } }: { pool: Shown }) {
  const t = useWords('drawing-desk')
  const { locale } = useLanguage()
  const button = (
    <Form method="post" noValidate>
      <Button id="trial" name="intent" value="try">
        {t(tried ? 'pool.try_again' : 'pool.try')}
      </Button>
    </Form>
  )
  if (!tried) {
    return (
      <DeskSection title={t('pool.trial')} id="trial-title">
        <p className="read">{t('pool.trial_text')}</p>
        {button}
      </DeskSection>
    )
  }
  return (
    <DeskSection title={t(tried.summary ? 'pool.trial' : 'pool.impossible')} id="trial-title">
      <p className="meta">
        {t('pool.tried', { day: formatDate(tried.on ?? '', locale), rule: t(`rule.${tried.rule}`) })}
      </p>
      {tried.changed ? <InsetText classes="inset-caution">{t('pool.tried_changed')}</InsetText> : null}
      {tried.summary ? <Chances summary={tried.summary} groupsTitle={t('chances.by_group')} /> : null}
      {tried.errors.map((error) => (
        <p key={error} className="read">
          {error}
        </p>
      ))}
      {tried.relaxations.length ? (
        <ul>
          {tried.relaxations.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      ) : null}
      {tried.relaxations.length && !tried.changed ? (
        <Form method="post" noValidate>
          <p className="read">{t('pool.accept_text')}</p>
          <Button name="intent" value="relax" classes="govuk-button--secondary">
            {t('pool.accept')}
          </Button>
        </Form>
      ) : null}
      {button}
      {tried.summary ? (
        <p>
          <a href={`${home}/draw`}>{t('pool.draw')}</a>
        </p>
      ) : null}
    </DeskSection>
  )
}
