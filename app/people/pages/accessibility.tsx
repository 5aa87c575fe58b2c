import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProperName } from '../../languages/read-text.tsx'
import { useWords } from '../../languages/use-words.ts'
import { noParams, publicPage } from '../../server/page.ts'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { partnershipOf } from '../partnership-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: noParams }, async ({ db, words }) => ({
    title: words('about')('accessibility.title'),
    contact: (await partnershipOf(db))?.contact ?? '',
  }))(args)

const can = ['zoom', 'keyboard', 'reader', 'script', 'time', 'one_page'] as const
const issues = ['speakers', 'people', 'easy_read', 'sign', 'english_only'] as const

/** The accessibility statement: what was aimed at, what is known not to be good enough, whom to tell (rule A-1). */
export default function Accessibility() {
  const { title, contact } = useLoaderData<typeof loader>()
  const t = useWords('about')
  return (
    <ResidentPage title={title} lede={t('accessibility.lede')}>
      <h2>{t('accessibility.can')}</h2>
      <ul>
        {can.map((item) => (
          <li key={item}>{t(`accessibility.${item}`)}</li>
        ))}
      </ul>
      <h2>{t('accessibility.status_title')}</h2>
      <p>{t('accessibility.status')}</p>
      <h2>{t('accessibility.issues')}</h2>
      <ul>
        {issues.map((issue) => (
          <li key={issue}>{t(`accessibility.${issue}`)}</li>
        ))}
      </ul>
      <h2>{t('accessibility.tell')}</h2>
      <p>{t('accessibility.tell_text')}</p>
      <p>
        <ProperName>{contact}</ProperName>
      </p>
      <h2>{t('accessibility.enforcement_title')}</h2>
      <p>{t('accessibility.enforcement')}</p>
      <h2>{t('accessibility.tested_title')}</h2>
      <p>{t('accessibility.tested')}</p>
    </ResidentPage>
  )
}
