import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import type { Refused } from '../../../server/form.ts'
import { shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'

export interface KnownItem {
  id: string
  title: string
  by: string
  months: number
  answers: number | null
  summary: string
  sameQuestions: string[]
  note: string | null
}

/** "Somebody asked this fourteen months ago": what exists, and a way to use it instead of asking again. */
export function KnownAlready({ items, back }: { items: KnownItem[]; back: Refused | undefined }) {
  const t = useWords('planning-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  if (!items.length) return null
  return (
    <DeskSection title={t('known.title')} id="known">
      {items.map((item) => (
        <section key={item.id} aria-labelledby={`known-${item.id}`}>
          <h3 id={`known-${item.id}`}>{item.title}</h3>
          <p>
            {t('known.asked', { by: item.by, count: item.months })}{' '}
            {item.answers === null
              ? null
              : t('known.answers', { count: item.answers, people: formatNumber(item.answers, locale) })}
          </p>
          <p className="read">{item.summary}</p>
          {item.sameQuestions.length ? (
            <p>{t('known.same', { shared: item.sameQuestions.map((words) => `“${words}”`).join(' ') })}</p>
          ) : null}
          {item.note ? <p>{t('known.used', { note: item.note })}</p> : null}
          <Form method="post" noValidate>
            <input type="hidden" name="other" value={item.id} />
            <Textarea
              name="note"
              id={`note-${item.id}`}
              label={{ text: t('known.note') }}
              rows={2}
              value={shown(back?.typed.other?.[0] === item.id ? back : undefined, 'note', item.note ?? '')}
              error={errorOf(`note-${item.id}`)}
            />
            <Button name="intent" value="reuse" classes="govuk-button--secondary">
              {t('known.button')}
            </Button>
          </Form>
        </section>
      ))}
    </DeskSection>
  )
}
