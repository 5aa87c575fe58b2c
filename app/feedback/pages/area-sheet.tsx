import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { remembered } from '../../../db/remembered.ts'
import { saidIn } from '../../consultations/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { newsletterOf } from '../newsletter-facts-store.server.ts'
import { nextPeriod } from '../newsletter-store.server.ts'
import { News } from './news.tsx'

/** One area on one sheet, for its councillors and whoever asks them: what people said there, what was decided and done. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage(
    { params: z.object({ l: z.string(), area: z.string().max(100) }) },
    async ({ db, now, words, params, lang }) => {
      const { from, to } = await nextPeriod(db, londonDay(now))
      const areaId = params.area
      const news = await remembered(db, `sheet ${areaId} ${from} ${to}`, () => newsletterOf(db, { from, to, areaId }))
      if (!news) throw notFound()
      return { title: words('newsletter')('title_area', { area: news.area }), said: await saidIn(db, lang), news }
    },
  )(args)

export default function AreaSheet() {
  const { title, news } = useLoaderData<typeof loader>()
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  return (
    <PaperPage
      title={title}
      version={t('period', { from: formatDate(news.from, locale), to: formatDate(news.to, locale) })}
      back={{ href: `/${code}/newsletter`, text: t('page_title') }}
    >
      <News news={news} />
    </PaperPage>
  )
}
