import { isolated } from '../../languages/isolated.ts'
import { languageOf } from '../../languages/words.server.ts'
import type { Ask } from '../../server/page.ts'
import { criteriaSaid } from '../targets/criterion-words.server.ts'
import { criterionWordsOf } from '../targets/criterion-words-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import type { DrawFile, TargetsFile } from './draw-files.ts'
import { conclusionHash } from './draw-pack.ts'
import { type Draw, packOf } from './draw-store.server.ts'
import { randomValue } from './public-draw.ts'
import { anybodyLinked, publishedDraw, startersOf } from './published-draw.server.ts'

/** Everything the public page of a draw shows. */
export type PublicDraw = Awaited<ReturnType<typeof publicDrawView>>

export async function publicDrawView(ask: Ask<{ l: string; slug: string }>) {
  const { db, settings } = ask
  const { jury, draw, draws } = await publishedDraw(ask)
  const pack = await packOf(db, draw.id)
  const { panels, chances } = JSON.parse(pack['announcement.json']!)
  const targets: TargetsFile = JSON.parse(pack['targets.json']!)
  const key = draw.state === 'announced' ? 'title_waiting' : draw.state === 'given_up' ? 'title_given_up' : 'title'
  return {
    title: ask.words('drawing')(`public.${key}`, { title: isolated(jury.publicName, languageOf(ask.lang)!) }),
    heading: key,
    said: criteriaSaid(await criteriaOf(db, jury.id), {
      words: ask.words,
      lang: ask.lang,
      typed: await criterionWordsOf(db, jury.id),
    }),
    slug: jury.slug,
    publicName: jury.publicName,
    demo: settings.DEMO,
    number: draw.number,
    state: draw.state as 'announced' | 'concluded' | 'given_up',
    announcedAt: draw.announcedAt,
    decidesAt: draw.decidesAt,
    concludedAt: draw.concludedAt,
    givenUpAt: draw.givenUpAt,
    givenUpReason: draw.givenUpReason,
    reason: draw.reason,
    seats: draw.seats,
    people: draw.people,
    panels: draw.panels,
    rule: draw.rule,
    onePerHousehold: targets.onePerHousehold,
    summary: draw.summary,
    source: draw.source,
    announcement: draw.announcement,
    commitment: draw.commitment,
    roots: { panels: String(panels.root), chances: String(chances.root) },
    starters: await startersOf(db, draw),
    decided: decidedBy(draw, pack['draw.json']),
    conclusion: 'draw.json' in pack ? conclusionHash(pack) : null,
    linked: await anybodyLinked(db, draw.id),
    bytes: Object.values(pack).reduce((sum, text) => sum + text.length, 0),
    others: draws.filter(({ id }) => id !== draw.id).map(({ number, state }) => ({ number, state })),
  }
}

function decidedBy(draw: Draw, file: string | undefined) {
  if (file === undefined || draw.panelNumber === null) return null
  const { outcome, index, alternates }: DrawFile = JSON.parse(file)
  return { outcome, index, value: randomValue(outcome), alternates: alternates?.length ?? 0 }
}
