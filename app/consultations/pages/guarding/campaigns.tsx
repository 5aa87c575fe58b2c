import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import type { campaignsOf } from '../../guarding/campaign-store.server.ts'

interface CampaignsProps {
  /** Words are null for whoever may not read them. */
  campaigns: (Omit<Awaited<ReturnType<typeof campaignsOf>>[number], 'words'> & { words: string | null })[]
  frozen: boolean
  /** Somebody has just pressed the button. */
  looked: boolean
}

/** Which answers share their making, and a button that looks again while nothing is frozen. */
export function Campaigns({ campaigns, frozen, looked }: CampaignsProps) {
  const t = useWords('campaigns')
  const { locale } = useLanguage()
  return (
    <DeskSection title={t('title')} id="campaigns">
      <p className="read">{t('text')}</p>
      {looked ? <InsetText>{t('looked', { count: campaigns.length })}</InsetText> : null}
      {campaigns.length ? (
        <Table
          firstCellIsHeader
          head={[t('kind'), { text: t('people'), format: 'numeric' }, t('first'), t('last'), t('example')]}
          rows={campaigns.map(({ kind, people, first, last, words }) => [
            t(`kinds.${kind}`),
            { text: formatNumber(people, locale), format: 'numeric' },
            first ? { text: <DateText iso={first} locale={locale} /> } : '–',
            last ? { text: <DateText iso={last} locale={locale} /> } : '–',
            { text: words ? <bdi>{words}</bdi> : t(words === null ? 'analyst_only' : 'no_words') },
          ])}
        />
      ) : (
        <EmptyState>{t('none')}</EmptyState>
      )}
      {frozen ? (
        <p className="meta">{t('frozen')}</p>
      ) : (
        <Form method="post" noValidate>
          <Button name="intent" value="campaigns" classes="govuk-button--secondary">
            {t('look')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
