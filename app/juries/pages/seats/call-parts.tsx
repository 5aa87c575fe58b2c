import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import type { Refused } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'

export interface Reach {
  name: string
  phone: string
  email: string
  prefers: string
  language: string
}

/** How to reach somebody: the number large enough to be dialled from across a desk. */
export function ReachLine({ reach }: { reach: Reach | null }) {
  const t = useWords('seating')
  if (!reach) return <p>{t('reach.unknown')}</p>
  return (
    <p className="call-reach">
      {reach.phone ? (
        <a href={`tel:${reach.phone.replace(/\s/g, '')}`}>
          <bdi>{reach.phone}</bdi>
        </a>
      ) : (
        t('reach.no_phone')
      )}{' '}
      <span className="meta">
        {[
          reach.prefers ? t('reach.prefers', { way: reach.prefers }) : null,
          reach.language !== 'en' ? t('reach.language', { language: reach.language }) : null,
          !reach.phone && reach.email ? reach.email : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  )
}

interface CallFormProps {
  holder: string
  who: string
  offer: 'seat' | 'alternate'
  back: Refused | undefined
}

/** What somebody said: yes after the note on benefits was read out, no, or nothing. */
export function CallForm({ holder, who, offer, back }: CallFormProps) {
  const t = useWords('seating')
  const own = back?.typed.holder?.[0] === holder ? back : undefined
  const errorOf = fieldErrors(own?.errors, t('error_prefix'))
  const told = `told-${holder}`
  return (
    <Form method="post" noValidate id={`call-${holder}`}>
      <input type="hidden" name="holder" value={holder} />
      <input type="hidden" name="offer" value={offer} />
      <Checkboxes
        name="told"
        idPrefix={told}
        classes="govuk-checkboxes--small"
        items={[{ value: 'yes', text: t('call.told') }]}
        values={own?.typed.told}
        error={errorOf(told) ?? errorOf(`call-${holder}`)}
      />
      <ButtonGroup>
        {(['yes', 'no', 'no_answer'] as const).map((outcome) => (
          <Button
            key={outcome}
            name="outcome"
            value={outcome}
            classes={outcome === 'yes' ? undefined : 'govuk-button--secondary'}
          >
            {t(`call.${outcome}`)} <span className="govuk-visually-hidden">{who}</span>
          </Button>
        ))}
      </ButtonGroup>
    </Form>
  )
}
