import { londonDay } from '../../engagement/london-day.ts'
import { isolated } from '../../languages/isolated.ts'
import { languageOf } from '../../languages/words.server.ts'
import { type Ask, notFound } from '../../server/page.ts'
import { registeringOn } from '../commission/recruitment.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { drawAwaited } from '../jury-state.ts'
import { juryBySlug, statesOf } from '../jury-store.server.ts'
import { membersOf } from '../seats/member-store.server.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { PANELS } from './draw.ts'
import { noticeHoursOf } from './draw-desk.server.ts'
import { announcedDraws } from './draw-store.server.ts'

export type NoDraw = NonNullable<Awaited<ReturnType<typeof noDrawView>>>

/** What stands where a draw will be: when it is expected, what will be published of it. Null once one is announced. */
export async function noDrawView(ask: Ask<{ l: string; slug: string }>) {
  const { db, params, request, now, settings } = ask
  const jury = await juryBySlug(db, params.slug)
  if (!jury?.announcedAt) throw notFound()
  if ((await announcedDraws(db, jury.id)).length || new URL(request.url).searchParams.has('number')) return null
  const today = londonDay(now)
  const state = (await statesOf(db, [jury], today)).get(jury.id)!
  const awaited = drawAwaited({ practice: jury.practice, state, members: (await membersOf(db, jury.id)).length })
  const recruitment = await recruitmentOf(db, jury.id)
  const heading = awaited ? ('title' as const) : ('title_none' as const)
  return {
    undrawn: true as const,
    title: ask.words('drawing')(`none.${heading}`, { title: isolated(jury.publicName, languageOf(ask.lang)!) }),
    heading,
    awaited,
    practice: jury.practice,
    slug: jury.slug,
    publicName: jury.publicName,
    demo: settings.DEMO,
    panels: PANELS,
    noticeHours: await noticeHoursOf(ask),
    closesOn: recruitment?.closesOn || null,
    registering: recruitment ? registeringOn(recruitment, today) : null,
    firstOn: (await firstSessionOf(db, jury.id))?.onDate ?? null,
  }
}
