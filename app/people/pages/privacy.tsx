import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import { partnershipOf } from '../partnership-store.server.ts'
import { lastLookedOn } from '../retention-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: noParams }, async ({ db, words }) => {
    const partnership = await partnershipOf(db)
    return {
      title: words('about')('privacy.title'),
      contact: partnership?.contact ?? '',
      looked: await lastLookedOn(db),
    }
  })(args)

const kept = ['answers', 'equality', 'confirm', 'contact', 'draft', 'device', 'network'] as const
const keptForJuries = ['letter', 'person', 'about', 'needs', 'support', 'draw'] as const
const points = ['why', 'who', 'published', 'ledger', 'limits', 'rights'] as const

/** What is kept, why, how long and how to have it removed (rules P-1 to P-11): of answers, and of a jury's volunteers. */
export default function Privacy() {
  const { title, contact, looked } = useLoaderData<typeof loader>()
  const t = useWords('about')
  const complaints = useWords('complaints')
  const panel = useWords('citizens-panel')
  const { code, locale } = useLanguage()
  return (
    <ResidentPage title={title} lede={t('privacy.lede')}>
      <Table
        caption={t('privacy.kept')}
        head={[t('privacy.what'), t('privacy.for_what'), t('privacy.how_long')]}
        firstCellIsHeader
        rows={[
          ...kept.map((k) => [t(`privacy.${k}.what`), t(`privacy.${k}.for_what`), t(`privacy.${k}.how_long`)]),
          [panel('privacy.what'), panel('privacy.for_what'), panel('privacy.how_long')],
          [complaints('privacy.what'), complaints('privacy.for_what'), complaints('privacy.how_long')],
        ]}
      />
      <section>
        <h2 id="timers">{t('privacy.timers.title')}</h2>
        <p>
          {t('privacy.timers.text')}{' '}
          {looked ? (
            <Sentence parts={{ day: <DateText iso={looked} locale={locale} /> }}>
              {(slots) => t('privacy.timers.looked', slots)}
            </Sentence>
          ) : null}
        </p>
      </section>
      {points.map((point) => (
        <section key={point}>
          <h2 id={point}>{t(`privacy.${point}.title`)}</h2>
          <p>{t(`privacy.${point}.text`)}</p>
          {point === 'rights' ? (
            <p>
              <a href="#contact">{t('privacy.contact_title')}</a>
            </p>
          ) : null}
        </section>
      ))}
      <section>
        <h2 id="complaints">{complaints('privacy.title')}</h2>
        <p>{complaints('privacy.text')}</p>
        <p>
          <a href={`/${code}/complaints`}>{complaints('privacy.link')}</a>
        </p>
      </section>
      <section>
        <h2>{t('privacy.jury.title')}</h2>
        <p>{t('privacy.jury.lede')}</p>
        <Table
          caption={t('privacy.jury.kept')}
          head={[t('privacy.what'), t('privacy.for_what'), t('privacy.how_long')]}
          firstCellIsHeader
          rows={keptForJuries.map((k) =>
            (['what', 'for_what', 'how_long'] as const).map((part) => t(`privacy.jury.${k}.${part}`)),
          )}
        />
        <h3>{t('privacy.jury.right_title')}</h3>
        <p>{t('privacy.jury.right')}</p>
      </section>
      <h2 id="contact">{t('privacy.contact_title')}</h2>
      <p>
        <ProperName>{contact}</ProperName>
      </p>
    </ResidentPage>
  )
}
