import { Form } from '@remix-run/react'
import { RatingTag } from '../../board/pages/words-of.tsx'
import type { Rag } from '../../board/progress.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { itemsPerBoard } from '../item.ts'

interface ShownAction {
  slug: string
  title: string
  owner: string
  rating: Rag | null
  notice: string
  /** The report that a challenge would answer; null before the first is due. */
  reportId: string | null
  /** Challenges that wait for an answer. */
  open: number
}

/** Every action with what its owner says, silence first. */
export function Actions({ actions, mayChallenge }: { actions: ShownAction[]; mayChallenge: boolean }) {
  const t = useWords('conference-desk')
  return (
    <DeskSection title={t('actions.title')} id="actions">
      <p className="read">{t('actions.text')}</p>
      {actions.length ? (
        <Table
          firstCellIsHeader
          head={[t('actions.action'), t('actions.owner'), t('actions.says'), t('actions.notice'), t('actions.do')]}
          rows={actions.map((action) => [
            <a key="action" href={`/en/board/actions/${action.slug}`}>
              {action.title}
            </a>,
            action.owner,
            <RatingTag key="rating" rating={action.rating} />,
            action.notice || t('actions.nothing'),
            <span key="do">
              {action.open ? t('actions.open', { count: action.open }) : null}{' '}
              {mayChallenge && action.reportId ? (
                <a href={`/desk/conference/raise/${action.reportId}`}>
                  {t('actions.challenge')}
                  <span className="govuk-visually-hidden"> {action.title}</span>
                </a>
              ) : null}
            </span>,
          ])}
        />
      ) : (
        <EmptyState>
          <p>{t('actions.none')}</p>
        </EmptyState>
      )}
    </DeskSection>
  )
}

/** The two slots of the next Board, and the form while one is free. */
export function ItemForm({
  board,
  back,
}: {
  board: { onDate: string; left: number } | null
  back: Refused | undefined
}) {
  const t = useWords('conference-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('items.put')} id="put">
      {board ? (
        <p>
          {t('items.left', { count: board.left, most: itemsPerBoard })} <DateText iso={board.onDate} locale={locale} />
        </p>
      ) : (
        <p>{t('items.no_board')}</p>
      )}
      {board && board.left > 0 ? (
        <Form method="post" noValidate>
          <Input name="title" label={{ text: t('items.item') }} value={shown(back, 'title')} error={errorOf('title')} />
          <Textarea
            name="why"
            rows={4}
            label={{ text: t('items.why') }}
            value={shown(back, 'why')}
            error={errorOf('why')}
          />
          <Button name="intent" value="item">
            {t('items.button')}
          </Button>
        </Form>
      ) : null}
    </DeskSection>
  )
}
