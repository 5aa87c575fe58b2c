import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, publicPage } from '../../server/page.ts'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { partnershipOf } from '../partnership-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: noParams }, async ({ db, words }) => ({
    title: words('about')('help.title'),
    contact: (await partnershipOf(db))?.contact ?? '',
  }))(args)

const ways = ['paper', 'phone', 'sign', 'person', 'language'] as const
const troubles = ['reference', 'mistake', 'late', 'shared'] as const

/** Other ways to take part, and what to do when something does not work: the same link on every page (rule A-3). */
export default function Help() {
  const { title, contact } = useLoaderData<typeof loader>()
  const { code } = useLanguage()
  const t = useWords('about')
  return (
    <ResidentPage title={title} lede={t('help.lede')}>
      <h2>{t('help.ways')}</h2>
      <SummaryList rows={ways.map((way) => ({ key: t(`help.${way}.title`), value: t(`help.${way}.text`) }))} />
      <h2>{t('help.contact')}</h2>
      <p>
        <ProperName>{contact}</ProperName>
      </p>
      <h2>{t('help.troubles')}</h2>
      {troubles.map((trouble) => (
        <section key={trouble}>
          <h3>{t(`help.${trouble}.title`)}</h3>
          <p>{t(`help.${trouble}.text`)}</p>
        </section>
      ))}
      <p>
        <a href={`/${code}/my-answer`}>{t('help.my_answer')}</a>
      </p>
    </ResidentPage>
  )
}
