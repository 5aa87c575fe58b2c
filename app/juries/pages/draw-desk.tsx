import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import { may } from '../../people/permission.ts'
import { type Refused, typedIn } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { mayConclude } from '../draw.ts'
import { actOnDraw, noticeHoursOf, troublesOfLottery } from '../draw-desk.server.ts'
import { announcedDraws, currentDraw, type Draw } from '../draw-store.server.ts'
import { messageInWords, type Translate } from '../draw-words.ts'
import { drawnOf } from '../drawn-store.server.ts'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../jury-access.server.ts'
import { lotteryOf } from '../lottery-store.server.ts'
import { Done } from './done.tsx'
import { Concluding, Drawn, GiveUp, Waiting } from './draw-desk-later.tsx'
import { How, Making, Ready, Second } from './draw-desk-start.tsx'
import { LotteryProgress, lookAgain } from './lottery-progress.tsx'

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.draw' }, async (ask) => {
    const { db, now, actor, request, settings } = ask
    const jury = await juryFor(ask, 'jury.draw')
    const manages = may(actor.grants, 'jury.manage', jury.id)
    const draw = await currentDraw(db, jury.id)
    // The second of two people sees what will be announced, and what is public; not how a lottery is prepared.
    if (!manages && (!draw || draw.state === 'ready')) throw notFound()
    const making = manages ? await makingOf(ask, jury, draw) : null
    const url = new URL(request.url)
    return data(
      {
        title: ask.words('drawing')('desk.title', { title: jury.publicName }),
        slug: jury.slug,
        home: deskPath(jury.slug),
        publicName: jury.publicName,
        manages,
        making,
        draw: draw && (await shownDraw(ask, draw)),
        earlier: (await announcedDraws(db, jury.id))
          .filter(({ id }) => id !== draw?.id)
          .map(({ number, state }) => ({ number, state })),
        drawn: manages && draw?.state === 'concluded' ? await drawnOf(db, draw.id) : null,
        mayConclude:
          manages && draw?.decidesAt
            ? mayConclude({ state: draw.state, decidesAt: new Date(draw.decidesAt) }, now)
            : false,
        mayFetch: settings.DRAND_URL !== undefined,
        demo: settings.DEMO,
        noticeHours: await noticeHoursOf(ask),
        still: url.searchParams.has('still'),
        done: url.searchParams.get('done'),
      },
      { headers: lookAgain(request, making?.running != null) },
    )
  })(args)

async function makingOf(ask: JuryAsk, jury: Awaited<ReturnType<typeof juryFor>>, draw: Draw | undefined) {
  const lottery = await lotteryOf(ask.db, jury.id, 'draw')
  const drawWords = ask.words('draw')
  const words: Translate = (key, params = {}) => drawWords(key, params)
  const running =
    lottery?.state === 'waiting' || lottery?.state === 'running'
      ? { state: lottery.state, stage: lottery.stage, percent: lottery.percent }
      : null
  const open = !draw || draw.state === 'given_up'
  return {
    running,
    errors: (lottery?.errors ?? []).map((message) => messageInWords(words, message)),
    troubles: open ? await troublesOfLottery(ask.db, jury, ask.now) : [],
    open,
  }
}

async function shownDraw({ db, actor }: JuryAsk, draw: Draw) {
  const label = async (id: string | null) =>
    id ? (await db.selectFrom('person').select('label').where('id', '=', id).executeTakeFirst())?.label : undefined
  const { id, number, state, rule, seats, people, panels, commitment, summary, madeAt, source, decidesAt } = draw
  return {
    id,
    number,
    state,
    rule,
    seats,
    people,
    panels,
    commitment,
    summary,
    madeAt,
    source,
    decidesAt,
    announcement: draw.announcement,
    reason: draw.reason,
    panelNumber: draw.panelNumber,
    first: (await label(draw.firstStarter)) ?? '',
    byMe: draw.firstStarter === actor.personId,
  }
}

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.draw' }, async (ask) => actOnDraw(ask, await typedIn(ask.request)))(
    args,
  )

export type DrawDesk = ReturnType<typeof useLoaderData<typeof loader>>
export type ShownDraw = NonNullable<DrawDesk['draw']>

export default function DrawDeskPage() {
  const desk = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('drawing')
  const { draw, making } = desk
  return (
    <DeskPage
      title={desk.title}
      where={draw ? t(`desk.state.${draw.state}`) : undefined}
      back={desk.manages ? { href: desk.home, text: desk.publicName } : { href: '/desk', text: desk.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="drawing" done={desk.done} />}
    >
      {making?.running ? (
        <LotteryProgress progress={making.running} home={`${desk.home}/draw`} still={desk.still} />
      ) : making?.open ? (
        <Making making={making} home={desk.home} />
      ) : null}
      {draw?.state === 'ready' && !making?.running ? <Ready desk={desk} draw={draw} back={back} /> : null}
      {draw?.state === 'starting' ? <Second desk={desk} draw={draw} /> : null}
      {draw?.state === 'announced' && !desk.mayConclude ? <Waiting desk={desk} draw={draw} /> : null}
      {draw?.state === 'announced' && desk.mayConclude ? <Concluding desk={desk} draw={draw} back={back} /> : null}
      {draw?.state === 'concluded' ? <Drawn desk={desk} draw={draw} /> : null}
      {desk.manages && (draw?.state === 'announced' || draw?.state === 'concluded') ? <GiveUp back={back} /> : null}
      {desk.earlier.length ? <Earlier desk={desk} /> : null}
      {!draw || draw.state === 'given_up' ? <How /> : null}
    </DeskPage>
  )
}

function Earlier({ desk }: { desk: DrawDesk }) {
  const t = useWords('drawing')
  return (
    <DeskSection title={t('desk.earlier')} id="earlier">
      <ul>
        {desk.earlier.map(({ number, state }) => (
          <li key={number}>
            <a href={`/en/juries/${desk.slug}/draw?number=${number}`}>
              {t('desk.earlier_line', { number, state: t(`desk.state.${state}`) })}
            </a>
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}
