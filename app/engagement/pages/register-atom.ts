import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { Db } from '../../../db/connect.ts'
import { pointsOf } from '../../board/decision-store.server.ts'
import { saidPlainly } from '../../consultations/said-store.server.ts'
import { toldAfterAYear } from '../../feedback/message-store.server.ts'
import { languagePart } from '../../languages/edition.ts'
import { firstLanguage } from '../../languages/language.ts'
import { partnershipOf } from '../../people/partnership-store.server.ts'
import { type Ask, publicPage } from '../../server/page.ts'
import { type FeedEntry, feedText, tagUri } from '../atom.ts'
import { publishedResults } from '../calendar-store.server.ts'
import { londonDay } from '../london-day.ts'
import { registerView } from '../register-view.server.ts'
import { feedHeaders } from './feed-headers.ts'

const most = 60

/** What was published, newest first: exercises as they are announced, their results, what the Board decided, and what changed. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async (ask) => {
    const { db, words, lang, settings } = ask
    const t = words('feeds')
    const site = settings.PUBLIC_ORIGIN
    const partnership = await partnershipOf(db)
    const name = partnership?.name ?? ''
    const said = await saidPlainly(db, lang)
    const entries = [
      ...(await announced(ask)),
      ...(await results(ask)),
      ...(await decisions(ask, name)),
      ...(await changed(ask)),
    ]
    const text = feedText({
      id: tagUri(site, 'register'),
      title: t('title', { partnership: said(name) }),
      subtitle: t('subtitle'),
      selfUrl: `${site}/${lang}/register.atom`,
      pageUrl: `${site}/${lang}/register`,
      language: languagePart(lang),
      emptySince: '2026-01-01T00:00:00Z',
      entries,
      most,
    })
    return new Response(text, { headers: feedHeaders('application/atom+xml') })
  })(args)

async function announced({ db, now, words, lang, settings }: Ask<unknown>): Promise<FeedEntry[]> {
  const t = words('feeds')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  // The feed is the same for everybody, whatever a reader has narrowed the page to.
  const { rows } = await registerView(db, new Request(`${site}/register`), londonDay(now))
  return rows.map((row) => ({
    id: tagUri(site, `exercise/${row.id}`),
    title: t('announced', { title: said(row.title) }),
    updatedAt: row.publishedAt,
    url: `${site}/${lang}/register/exercise/${row.slug}`,
    summary: t('event_text', { decision: said(row.decision), by: said(row.runByName) }),
    author: row.runByName,
  }))
}

async function results({ db, words, lang, settings }: Ask<unknown>): Promise<FeedEntry[]> {
  const t = words('feeds')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const { lists, reports } = await publishedResults(db)
  const organisations = await organisationNames(db)
  const common = (one: { published_at: string | null; title: string; run_by: string }) => ({
    updatedAt: one.published_at!,
    author: organisations.get(one.run_by) ?? one.run_by,
  })
  return [
    ...lists.map((list) => ({
      ...common(list),
      id: tagUri(site, `list/${list.id}`),
      title: t(list.version > 1 ? 'list_again' : 'list', { title: said(list.title) }),
      url: `${site}/${lang}/consultations/${list.slug}/${list.part}/v${list.version}`,
      summary: t('list_text'),
    })),
    ...reports.map((report) => ({
      ...common(report),
      id: tagUri(site, `jury-report/${report.id}`),
      title: t('jury', { title: said(report.title) }),
      url: `${site}/${lang}/juries/${report.slug}/report`,
      summary: t('jury_text'),
    })),
  ]
}

async function decisions({ db, now, words, lang, settings }: Ask<unknown>, author: string): Promise<FeedEntry[]> {
  const t = words('feeds')
  const stanceIn = words('board')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const points = await pointsOf(db, londonDay(now))
  return points.flatMap(({ slug, wording, position }) =>
    position
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

async function changed({ db, words, lang, settings }: Ask<unknown>): Promise<FeedEntry[]> {
  const t = words('feeds')
  const said = await saidPlainly(db, lang)
  const site = settings.PUBLIC_ORIGIN
  const organisations = await organisationNames(db)
  return (await toldAfterAYear(db)).map(({ id, sent_on, slug, title, run_by }) => ({
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
