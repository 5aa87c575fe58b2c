import { Form } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button, ButtonGroup } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import type { Proposer } from '../agenda.ts'

export interface DeskItem {
  id: string
  title: string
  minutes: number
  lead: string
  outcome: string
  proposer: Proposer
  /** The standing slot, or asked for in the queue: nobody takes it off silently. */
  fixed: boolean
  papers: readonly { id: string; title: string; kind: string; readers: number }[]
}

/** One item: its minutes, lead and papers; after the meeting also how it ended (need 30). */
export function ItemForm({ item, held, back }: { item: DeskItem; held: boolean; back: Refused | undefined }) {
  const t = useWords('board-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: string) => `${name}-${item.id}`
  return (
    <section aria-labelledby={field('item')}>
      <h3 id={field('item')}>{item.title}</h3>
      <p className="meta">{t(`proposer.${item.proposer}`)}</p>
      <ul>
        {item.papers.map((p) => (
          <li key={p.id}>
            {p.title}{' '}
            <span className="meta">{t('desk.paper_read', { kind: t(`paper_kind.${p.kind}`), count: p.readers })}</span>
          </li>
        ))}
        <li>
          <a href={`/desk/board/items/${item.id}/paper`}>{t('desk.add_paper')}</a>{' '}
          <span className="govuk-visually-hidden">{item.title}</span>
        </li>
      </ul>
      <Details summaryText={t('desk.change_item')} open={Boolean(errorOf(field('minutes')))}>
        <Form method="post" noValidate>
          <Input
            name={field('minutes')}
            inputmode="numeric"
            classes="govuk-input--width-3"
            label={t('decide.minutes')}
            value={shown(back, field('minutes'), String(item.minutes)) || String(item.minutes)}
            error={errorOf(field('minutes'))}
          />
          <Input
            name={field('lead')}
            classes="govuk-input--width-20"
            label={t('decide.lead')}
            value={shown(back, field('lead'), item.lead)}
          />
          {held ? (
            <Textarea
              name={field('outcome')}
              rows={3}
              label={t('desk.outcome')}
              hint={t('desk.outcome_hint')}
              value={shown(back, field('outcome'), item.outcome)}
            />
          ) : null}
          <ButtonGroup>
            <Button name="do" value={`item:${item.id}`} classes="govuk-button--secondary">
              {t('desk.save_item')}
            </Button>
            {item.fixed ? null : (
              <Button name="do" value={`remove:${item.id}`} classes="govuk-button--warning">
                {t('desk.remove_item')}
              </Button>
            )}
          </ButtonGroup>
        </Form>
      </Details>
    </section>
  )
}

/** An item that the secretariat or a partner's member brings without the queue: seen as such in the shares. */
export function AddItemForm({ back }: { back: Refused | undefined }) {
  const t = useWords('board-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <Form method="post" noValidate>
      <p>{t('desk.add_item_text')}</p>
      <Input name="title" label={t('agenda.item')} value={shown(back, 'title')} error={errorOf('title')} />
      <Radios
        name="part"
        classes="govuk-radios--inline"
        fieldset={{ legend: t('decide.part') }}
        items={(['A', 'B'] as const).map((part) => ({ value: part, text: t(`meeting.part_${part}`) }))}
        value={shown(back, 'part', 'A')}
        error={errorOf('part')}
      />
      <Radios
        name="proposer"
        classes="govuk-radios--inline"
        fieldset={{ legend: t('board.shares.proposer') }}
        items={(['officer', 'partner'] as const).map((who) => ({ value: who, text: t(`proposer.${who}`) }))}
        value={shown(back, 'proposer')}
        error={errorOf('proposer')}
      />
      <Input
        name="minutes"
        inputmode="numeric"
        classes="govuk-input--width-3"
        label={t('decide.minutes')}
        value={shown(back, 'minutes', '8')}
        error={errorOf('minutes')}
      />
      <Input name="lead" classes="govuk-input--width-20" label={t('decide.lead')} value={shown(back, 'lead')} />
      <Button name="do" value="add">
        {t('desk.add_item_save')}
      </Button>
    </Form>
  )
}
