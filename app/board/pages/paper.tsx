import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { londonDay } from '../../engagement/london-day.ts'
import { checkBackShown } from '../../feedback/check-back-store.server.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { Provenance } from '../../ui/paper-parts.tsx'
import { listById } from '../list-facts-store.server.ts'
import { paperOf } from '../paper-store.server.ts'
import { recommendationsOf } from '../point-store.server.ts'
import { ListCard } from './list-card.tsx'
import { Paragraphs } from './words-of.tsx'

/** One paper as the members read it. Papers of a meeting whose papers are not out are not there. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), id: z.string() }) }, async ({ db, now, params, lang }) => {
    const paper = await paperOf(db, params.id)
    if (!paper?.publicSince || paper.publicSince > londonDay(now)) throw notFound()
    const jury = paper.juryId ? await recommendationsOf(db, paper.juryId) : null
    return {
      title: paper.title,
      paper,
      jury,
      checkBack: paper.listId ? await checkBackShown(db, paper.listId, lang, londonDay(now)) : null,
      list: paper.listId ? ((await listById(db, paper.listId, lang)) ?? null) : null,
    }
  })(args)

export default function Paper() {
  const { title, paper, list, checkBack, jury } = useLoaderData<typeof loader>()
  const t = useWords('board')
  const { code, locale } = useLanguage()
  return (
    <PaperPage
      title={<ProperName>{title}</ProperName>}
      back={{ href: `/${code}/board/meetings/${paper.meetingOn}`, text: t('paper.to_meeting') }}
      version={
        <>
          {t(`paper_kind.${paper.kind}`)} <DateText iso={paper.publicSince!} locale={locale} />
        </>
      }
      lede={<ProperName>{paper.summary}</ProperName>}
    >
      <div className="read">
        <Paragraphs text={paper.body} />
      </div>
      {list ? <ListCard list={list} checkBack={checkBack} /> : null}
      {jury ? (
        <>
          <h2 id="recommendations">{t('paper.recommendations')}</h2>
          <ol>
            {jury.statements.map((s) => (
              <li key={s.number} value={s.number}>
                <ProperName>{s.body}</ProperName>
              </li>
            ))}
          </ol>
          <p>
            <a href={`/${code}/juries/${jury.slug}/report`}>{t('decision.to_report')}</a>
          </p>
        </>
      ) : null}
      <Provenance title={t('paper.about')} id="about">
        <p>
          <Sentence parts={{ item: <ProperName>{paper.item}</ProperName> }}>
            {(slots) => t('paper.for', slots)}
          </Sentence>{' '}
          <a href={`/${code}/board/meetings/${paper.meetingOn}`}>
            <DateText iso={paper.meetingOn} locale={locale} />
          </a>
        </p>
      </Provenance>
    </PaperPage>
  )
}
