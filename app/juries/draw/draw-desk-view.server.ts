import { may } from '../../people/permission.ts'
import { notFound } from '../../server/page.ts'
import { deskPath, type JuryAsk, juryFor } from '../jury-access.server.ts'
import { membersOf } from '../seats/member-store.server.ts'
import { mayConclude } from './draw.ts'
import { lotteryNow, noticeHoursOf } from './draw-desk.server.ts'
import { sourceKinds } from './draw-form.ts'
import { announcedDraws, currentDraw, type Draw } from './draw-store.server.ts'
import { messageInWords, type Translate } from './draw-words.ts'
import { drawnOf } from './drawn-store.server.ts'
import { lotteryOf } from './lottery-store.server.ts'

/** Everything the desk of a draw shows to the person asking. */
export type DrawDesk = Awaited<ReturnType<typeof drawDeskView>>
export type ShownDraw = NonNullable<DrawDesk['draw']>

export async function drawDeskView(ask: JuryAsk) {
  const { db, now, actor, request, settings } = ask
  const jury = await juryFor(ask, 'jury.draw')
  const manages = may(actor.grants, 'jury.manage', jury.id)
  const draw = await currentDraw(db, jury.id)
  // The second of two people sees what will be announced, and what is public; not how a lottery is prepared.
  if (!manages && (!draw || draw.state === 'ready')) throw notFound()
  const making = manages ? await makingOf(ask, jury, draw) : null
  const url = new URL(request.url)
  const drawn = manages && draw?.state === 'concluded' ? await drawnOf(db, draw.id) : null
  const seated = (await membersOf(db, jury.id)).some(({ state }) => state === 'seated')
  return {
    title: ask.words('drawing-desk')('desk.title', { title: jury.publicName }),
    slug: jury.slug,
    home: deskPath(jury.slug),
    publicName: jury.publicName,
    manages,
    making,
    draw: draw && (await shownDraw(ask, draw)),
    earlier: (await announcedDraws(db, jury.id))
      .filter(({ id }) => id !== draw?.id)
      .map(({ number, state }) => ({ number, state })),
    drawn,
    /** Somebody has said yes: the draw stands, and people have been told. */
    stands: seated || (drawn?.selected.some(({ status }) => status === 'CONFIRMED') ?? false),
    mayConclude:
      manages && draw?.decidesAt ? mayConclude({ state: draw.state, decidesAt: new Date(draw.decidesAt) }, now) : false,
    mayFetch: settings.DRAND_URL !== undefined,
    demo: settings.DEMO,
    noticeHours: await noticeHoursOf(ask),
    /** The kind of chance that was chosen for the draw to start. */
    by: sourceKinds.find((kind) => kind === url.searchParams.get('by')) ?? null,
    still: url.searchParams.has('still'),
    done: url.searchParams.get('done'),
  }
}

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
    ...(open ? await lotteryNow(ask.db, jury, ask.now) : { troubles: [], people: 0 }),
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
