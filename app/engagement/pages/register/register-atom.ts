import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { Db } from '../../../../db/connect.ts'
import { pointsOf } from '../../../board/decision-store.server.ts'
import { saidPlainly } from '../../../consultations/answering/said-store.server.ts'
import { toldAfterAYear } from '../../../feedback/message-store.server.ts'
import { languagePart } from '../../../languages/edition.ts'
import { firstLanguage } from '../../../languages/language.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { partnershipOf } from '../../../people/partnership-store.server.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { withRelated } from '../../areas/area-share.ts'
import { placesOn } from '../../areas/place-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { type FeedEntry, feedText, tagUri } from '../../register/atom.ts'
import { publishedResults } from '../../register/calendar-store.server.ts'
import { areaKinds } from '../../register/register-entry.ts'
import { publicRegister } from '../../register/register-store.server.ts'
import { registerView } from '../../register/register-view.server.ts'
import { feedHeaders } from '../feed-headers.ts'

const most = 60

/**
 * What was published, newest first: exercises as they are announced, their results, what the Board decided, and what
 * changed. With `?area=` what concerns one place, a ward as much as a district: what names no area is about all of them.
 */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async (ask) => {
    const { db, now, words, lang, settings, request } = ask
    const areaId = new URL(request.url).searchParams.get('area')
    const here = await concerning(db, londonDay(now), areaId)
    if (!here) throw notFound()
    const t = words('feeds')
    const site = settings.PUBLIC_ORIGIN
    const partnership = await partnershipOf(db)
    const name = partnership?.name ?? ''
    const said = await saidPlainly(db, lang)
    const entries = [
      ...(await announced(ask, here)),
      ...(await results(ask, here)),
      ...(await decisions(ask, name, here)),
      ...(await changed(ask, here)),
    ]
    const query = areaId ? `?area=${encodeURIComponent(areaId)}` : ''
    const text = feedText({
      id: tagUri(site, areaId ? `register/${encodeURIComponent(areaId)}` : 'register'),
      title: here.area
        ? t('title_area', { area: said(here.area), partnership: said(name) })
        : t('title', { partnership: said(name) }),
      subtitle: t('subtitle'),
      selfUrl: `${site}/${lang}/register.atom${query}`,
      pageUrl: `${site}/${lang}/${areaId ? `newsletter/area/${encodeURIComponent(areaId)}` : 'register'}`,
      language: languagePart(lang),
      emptySince: '2026-01-01T00:00:00Z',
      entries,
      most,
    })
    return new Response(text, { headers: feedHeaders('application/atom+xml') })
  })(args)

interface Here {
  area: string | null
  concerns: (exerciseId: string) => boolean
}

/** Which exercises concern an area: all of them without one; undefined for an unknown area. */
async function concerning(db: Db, today: string, areaId: string | null): Promise<Here | undefined> {
  if (areaId === null) return { area: null, concerns: () => true }
  const places = await placesOn(db, today, areaKinds)
  const area = places.find(({ id }) => id === areaId)
  if (!area) return undefined
  const elsewhere = new Set(
    (await publicRegister(db, today))
      .filter(({ areaIds }) => areaIds.length && !withRelated(places, areaIds).includes(areaId))
      .map(({ id }) => id),
  )
  return { area: area.name, concerns: (exerciseId) => !elsewhere.has(exerciseId) }
}

async function announced({ db, now, words, lang, settings }: Ask<unknown>, { concerns }: Here): Promise<FeedEntry[]> {
  const t = words('feeds')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const day = (iso: string) => formatDate(iso, languageOf(lang)!.locale)
  // The feed is the same for everybody, whatever a reader has narrowed the page to.
  const { rows } = await registerView(db, new Request(`${site}/register`), londonDay(now))
  return rows
    .filter(({ id }) => concerns(id))
    .flatMap((row) => {
      const common = { url: `${site}/${lang}/register/exercise/${row.slug}`, author: row.runByName }
      return [
        {
          ...common,
          id: tagUri(site, `exercise/${row.id}`),
          title: t('announced', { title: said(row.title) }),
          updatedAt: row.publishedAt,
          summary: t('event_text', { decision: said(row.decision), by: said(row.runByName) }),
        },
        ...row.extensions.map(({ id, closesBefore, closesOn, confirmedAt }) => ({
          ...common,
          id: tagUri(site, `extension/${id}`),
          title: t('extended', { title: said(row.title) }),
          updatedAt: confirmedAt,
          summary: t('extended_text', { before: day(closesBefore), closes: day(closesOn) }),
        })),
      ]
    })
}

async function results({ db, words, lang, settings }: Ask<unknown>, { concerns }: Here): Promise<FeedEntry[]> {
  const t = words('feeds')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const { lists, reports } = await publishedResults(db)
  const organisations = await organisationNames(db)
  const isHere = ({ exercise_id }: { exercise_id: string }) => concerns(exercise_id)
  const common = (one: { published_at: string | null; title: string; run_by: string }) => ({
    updatedAt: one.published_at!,
    author: organisations.get(one.run_by) ?? one.run_by,
  })
  return [
    ...lists.filter(isHere).map((list) => ({
      ...common(list),
      id: tagUri(site, `list/${list.id}`),
      title: t(list.version > 1 ? 'list_again' : 'list', { title: said(list.title) }),
      url: `${site}/${lang}/consultations/${list.slug}/${list.part}/v${list.version}`,
      summary: t(list.part === 'results' ? 'results_text' : 'list_text'),
    })),
    ...reports.filter(isHere).map((report) => ({
      ...common(report),
      id: tagUri(site, `jury-report/${report.id}`),
      title: t('jury', { title: said(report.title) }),
      url: `${site}/${lang}/juries/${report.slug}/report`,
      summary: t('jury_text'),
    })),
  ]
}

async function decisions(
  { db, now, words, lang, settings }: Ask<unknown>,
  author: string,
  { concerns }: Here,
): Promise<FeedEntry[]> {
  const t = words('feeds')
  const stanceIn = words('board')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const points = await pointsOf(db, londonDay(now))
  return points.flatMap(({ slug, wording, position, exerciseId }) =>
    position && concerns(exerciseId)
      ? [
          {
            id: tagUri(site, `decision/${position.id}`),
            title: t('decision', { stance: stanceIn(`stance.${position.stance}`), wording: said(wording) }),
            updatedAt: `${position.publishedOn}T12:00:00Z`,
            url: `${site}/${lang}/board/decisions/${slug}`,
            summary: position.reason,
            summaryLanguage: firstLanguage,
            author,
          },
        ]
      : [],
  )
}

async function changed({ db, words, lang, settings }: Ask<unknown>, { concerns }: Here): Promise<FeedEntry[]> {
  const t = words('feeds')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const organisations = await organisationNames(db)
  const told = (await toldAfterAYear(db)).filter(({ exercise_id }) => concerns(exercise_id))
  return told.map(({ id, sent_on, slug, title, run_by }) => ({
    id: tagUri(site, `changed/${id}`),
    title: t('year_on', { title: said(title) }),
    updatedAt: `${sent_on}T12:00:00Z`,
    url: `${site}/${lang}/what-changed/${slug}`,
    summary: t('year_on_text'),
    author: organisations.get(run_by) ?? run_by,
  }))
}

const organisationNames = async (db: Db) =>
  new Map((await db.selectFrom('organisation').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
