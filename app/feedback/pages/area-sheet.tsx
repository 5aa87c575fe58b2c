import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { remembered } from '../../../db/remembered.ts'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { newsletterOf } from '../newsletter-facts-store.server.ts'
import { News } from './news.tsx'
import { SheetParts } from './sheet.tsx'

/** A sheet looks back a year: whoever represents an area answers for more than the time since the last newsletter. */
const days = 365

/** One area on one sheet, for its councillors and whoever asks them: what people said there, what was decided and done. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage(
    { params: z.object({ l: z.string(), area: z.string().max(100) }) },
    async ({ db, now, words, params, lang }) => {
      const to = londonDay(now)
      const from = addDays(to, -days)
      const areaId = params.area
      const news = await remembered(db, `sheet ${areaId} ${from} ${to}`, () => newsletterOf(db, { from, to, areaId }))
      if (!news) throw notFound()
      return {
        title: words('newsletter')('title_area', { area: news.area }),
        said: await saidIn(db, lang),
        news,
        areaId,
      }
    },
  )(args)

export default function AreaSheet() {
  const { title, news, areaId } = useLoaderData<typeof loader>()
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  const seat = news.sheet?.seat
  const area = news.area ?? ''
  const name = { area: <ProperName>{area}</ProperName> }
  return (
    <PaperPage
      title={title}
      version={t('period', { from: formatDate(news.from, locale), to: formatDate(news.to, locale) })}
      back={
        seat
          ? { href: `/${code}/newsletter/wards`, text: t('wards.title') }
          : { href: `/${code}/newsletter`, text: t('page_title') }
      }
      lede={
        seat ? (
          <Sentence parts={{ district: <ProperName>{seat.district}</ProperName> }}>
            {(slots) => t(`sheet.${seat.kind}`, slots)}
          </Sentence>
        ) : undefined
      }
    >
      <News news={news}>{news.sheet ? <SheetParts area={area} sheet={news.sheet} /> : null}</News>
      <ul className="link-row no-print">
        <li>
          <a href={`/${code}/newsletter?area=${encodeURIComponent(areaId)}#subscribe`}>
            <Sentence parts={name}>{(slots) => t('sheet.subscribe', slots)}</Sentence>
          </a>
        </li>
        <li>
          <a href={`/${code}/register.atom?area=${encodeURIComponent(areaId)}`} type="application/atom+xml">
            <Sentence parts={name}>{(slots) => t('sheet.feed', slots)}</Sentence>
          </a>
        </li>
      </ul>
    </PaperPage>
  )
}
