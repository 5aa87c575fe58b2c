import { Form } from '@remix-run/react'
import { DayField } from '../../juries/pages/day-field.tsx'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'

interface ManageProps {
  vacancies: { cohort: number; empty: number }[]
  /** How many terms end within the next six months. */
  leaving: number
  candidates: { juryId: string; jury: string; badge: string; area: string }[]
  back: Refused | undefined
}

/** What the conference's secretary does: fill empty seats from past jurors, and plan a meeting. */
export function ManageParts({ vacancies, leaving, candidates, back }: ManageProps) {
  const t = useWords('conference-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const empty = vacancies.filter((third) => third.empty > 0)
  return (
    <>
      <DeskSection title={t('join.title')} id="join">
        <p className="read">{t('join.text')}</p>
        <p className="read">{t('join.leaving', { count: leaving })}</p>
        {empty.length && candidates.length ? (
          <Form method="post" noValidate>
            <Select
              name="candidate"
              label={{ text: t('join.candidate') }}
              value={shown(back, 'candidate')}
              error={errorOf('candidate')}
              items={[
                { value: '', text: t('join.choose') },
                ...candidates.map(({ juryId, jury, badge, area }) => ({
                  value: `${juryId}:${badge}`,
                  text: t('join.juror', { jury, badge, area }),
                })),
              ]}
            />
            <Radios
              name="cohort"
              fieldset={{ legend: { text: t('join.cohort') } }}
              items={empty.map((third) => ({
                value: third.cohort,
                text: t('join.third', { number: third.cohort, count: third.empty }),
              }))}
              value={shown(back, 'cohort', String(empty[0]!.cohort))}
              error={errorOf('cohort')}
            />
            <Button name="intent" value="join">
              {t('join.button')}
            </Button>
          </Form>
        ) : (
          <p>{t(empty.length ? 'join.nobody' : 'join.full')}</p>
        )}
      </DeskSection>
      <DeskSection title={t('plan.title')} id="plan">
        <Form method="post" noValidate>
          <DayField name="onDate" legend={t('plan.day')} stored="" back={back} />
          <Input name="place" label={{ text: t('plan.place') }} value={shown(back, 'place')} error={errorOf('place')} />
          <Button name="intent" value="meeting">
            {t('plan.button')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}
