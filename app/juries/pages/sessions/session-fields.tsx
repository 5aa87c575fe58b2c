import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { DayField } from '../day-field.tsx'

export interface StoredSession {
  title: string
  place: string
  onDate: string
  startsAt: string
  endsAt: string
  agenda: string
}

/** A session's day, hours and agenda; the agenda is a list typed line by line, so that it can be pasted. */
export function SessionFields({ back, stored }: { back: Refused | undefined; stored: StoredSession }) {
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: Exclude<keyof StoredSession, 'onDate'>) => ({
    name,
    label: { text: t(`sessions.fields.${name}`) },
    value: shown(back, name, stored[name]),
    error: errorOf(name),
  })
  return (
    <>
      <Input {...field('title')} />
      <DayField name="onDate" legend={t('sessions.fields.onDate')} stored={stored.onDate} back={back} />
      <Input {...field('startsAt')} classes="govuk-input--width-5" hint={{ text: t('sessions.time_hint') }} />
      <Input {...field('endsAt')} classes="govuk-input--width-5" hint={{ text: t('sessions.time_hint') }} />
      <Input {...field('place')} />
      <Textarea {...field('agenda')} rows={10} hint={{ text: t('sessions.agenda_hint') }} />
    </>
  )
}
