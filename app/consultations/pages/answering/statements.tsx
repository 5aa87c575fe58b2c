import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../../engagement/london-day.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { textsOf } from '../../../languages/text-store.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { consultationOf, slugParams } from '../../answering/answering.server.ts'
import { addedStatements } from '../../answering/statement-store.server.ts'
import { formOf } from '../../form-store.server.ts'

/** What was added, and why the rest was not: the reasons are public, the refused words are not. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    const form = await formOf(ask.db, consultation.id, londonDay(ask.now))
    if (!form?.questions.some(({ kind }) => kind === 'statements')) throw notFound()
    const all = await addedStatements(ask.db, consultation.exerciseId)
    const accepted = all.flatMap(({ state, text_id }) => (state === 'accepted' && text_id ? [text_id] : []))
    const texts = await textsOf(ask.db, accepted, ask.lang)
    return {
      title: ask.words('asking')('statements_page.title'),
      path,
      accepted: accepted.flatMap((id) => texts.get(id) ?? []),
      refused: all.flatMap(({ state, reason, received_on }) =>
        state === 'refused' ? [{ reason, receivedOn: received_on }] : [],
      ),
    }
  })(args)

export default function Statements() {
  const { title, path, accepted, refused } = useLoaderData<typeof loader>()
  const { locale } = useLanguage()
  const t = useWords('asking')
  const shared = useWords('consultations')
  return (
    <ResidentPage title={title} lede={t('statements_page.lede')} back={{ href: path, text: shared('back') }}>
      <h2>{t('statements_page.accepted')}</h2>
      {accepted.length ? (
        <ul>
          {accepted.map((text, i) => (
            <li key={i}>
              <InOwnLanguage text={text} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState>
          <p>{t('statements_page.none_accepted')}</p>
        </EmptyState>
      )}
      <h2>{t('statements_page.refused')}</h2>
      {refused.length ? (
        <ul>
          {refused.map(({ reason, receivedOn }, i) => (
            <li key={i}>
              <Sentence
                parts={{ day: <DateText iso={receivedOn} locale={locale} />, reason: <bdi lang="en">{reason}</bdi> }}
              >
                {(slots) => t('statements_page.refused_item', slots)}
              </Sentence>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState>
          <p>{t('statements_page.none_refused')}</p>
        </EmptyState>
      )}
    </ResidentPage>
  )
}
