import { Form } from '@remix-run/react'
import { useWords } from '../../languages/use-words.ts'
import type { Refused } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { Radios } from '../../ui/radios.tsx'
import type { Presence } from '../seat.ts'

/** Who came, seat by seat: the member, a substitute or nobody. */
export function AttendanceForm({
  seats,
  back,
}: {
  seats: readonly { id: string; number: number; label: string; presence: Presence | null }[]
  back: Refused | undefined
}) {
  const t = useWords('board-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <Form method="post" noValidate>
      {seats.map((s) => (
        <Radios
          key={s.id}
          name={`seat-${s.id}`}
          classes="govuk-radios--inline govuk-radios--small"
          fieldset={{ legend: t('board.seats.named', { number: s.number, label: s.label }) }}
          items={(['member', 'substitute', 'absent'] as const).map((p) => ({ value: p, text: t(`presence.${p}`) }))}
          value={back ? back.typed[`seat-${s.id}`]?.[0] : (s.presence ?? undefined)}
          error={errorOf(`seat-${s.id}`)}
        />
      ))}
      <Button name="do" value="attendance">
        {t('desk.save_attendance')}
      </Button>
    </Form>
  )
}
