import { Form } from '@remix-run/react'
import { DayField } from '../../../board/pages/day-field.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { LatePost } from '../../freezing/cleaning-store.server.ts'

interface Decision {
  open: boolean
  me: string
  back: Refused | undefined
}

/** Letters that came after closing: proposed by one, decided by another. */
export function LateLetters({ letters, closesOn, ...decision }: Decision & { letters: LatePost[]; closesOn: string }) {
  const t = useWords('cleaning')
  const { locale } = useLanguage()
  return (
    <DeskSection title={t('late.title')} id="late">
      <p className="read">{t('late.text', { day: formatDate(closesOn, locale) })}</p>
      {letters.length ? (
        letters.map((letter) => <Letter key={letter.id} letter={letter} {...decision} />)
      ) : (
        <EmptyState>{t('late.none')}</EmptyState>
      )}
    </DeskSection>
  )
}

function Letter({ letter, open, me, back }: Decision & { letter: LatePost }) {
  const t = useWords('cleaning')
  const { locale } = useLanguage()
  const { id, batch, number, receivedOn, status, postedOn, reason, first, firstBy, second } = letter
  const said = { day: postedOn ? formatDate(postedOn, locale) : '', reason }
  return (
    <section>
      <h3 id={`letter-${id}`}>
        {t('late.letter', { number: number ?? '–', batch: batch ?? '–', day: formatDate(receivedOn, locale) })}
      </h3>
      {status !== 'late' ? <p className="read">{t('late.counts', { first, second, ...said })}</p> : null}
      {status === 'late' && firstBy ? <p className="read">{t('late.waits', { name: first, ...said })}</p> : null}
      {!open && status === 'late' && !firstBy ? <p className="read">{t('late.stays_out')}</p> : null}
      {open && status === 'late' && !firstBy ? <Propose id={id} back={back} /> : null}
      {open && status === 'late' && firstBy ? (
        <Form method="post">
          <input type="hidden" name="letter" value={id} />
          {firstBy === me ? <p className="meta">{t('late.needs_another')}</p> : null}
          <ButtonGroup>
            {firstBy === me ? null : (
              <Button name="intent" value="accept">
                {t('late.accept')}
              </Button>
            )}
            <Button name="intent" value="keep_out" classes="govuk-button--secondary">
              {t('late.keep_out')}
            </Button>
          </ButtonGroup>
        </Form>
      ) : null}
    </section>
  )
}

function Propose({ id, back }: { id: string; back: Refused | undefined }) {
  const t = useWords('cleaning')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const own = back?.typed.letter?.[0] === id ? back : undefined
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="letter" value={id} />
      <DayField
        name={`posted-${id}`}
        legend={t('late.posted')}
        hint={t('late.posted_hint')}
        back={own}
        error={errorOf(`posted-${id}-day`)}
      />
      <Textarea
        id={`reason-${id}`}
        name="reason"
        rows={2}
        label={t('late.reason')}
        hint={t('late.reason_hint')}
        value={shown(own, 'reason')}
        error={errorOf(`reason-${id}`)}
      />
      <Button name="intent" value="propose" classes="govuk-button--secondary">
        {t('late.propose')}
      </Button>
    </Form>
  )
}

/** Takes an answer out that somebody gave to try the form. */
export function TestAnswers({ back }: { back: Refused | undefined }) {
  const t = useWords('cleaning')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('test.title')} id="test">
      <p className="read">{t('test.text')}</p>
      <Form method="post" noValidate>
        <Input
          name="reference"
          label={t('test.reference')}
          value={shown(back, 'reference')}
          error={errorOf('reference')}
          classes="govuk-input--width-20"
        />
        <Input name="why" label={t('test.reason')} value={shown(back, 'why')} error={errorOf('why')} />
        <Button name="intent" value="test" classes="govuk-button--secondary">
          {t('test.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
