import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import type { Exercise, PlanTrouble } from '../../exercise.ts'
import { inWords } from '../trouble-words.ts'

interface ReadinessProps {
  exercise: Exercise
  troubles: PlanTrouble[]
  warnings: PlanTrouble[]
  state: string
}

/** What stands in the way of publishing, what to think about again, and the acts of signing, publishing and withdrawing. */
export function Readiness({ exercise, troubles, warnings, state }: ReadinessProps) {
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const planning = useWords('planning-desk')
  const sentence = (trouble: PlanTrouble) =>
    inWords(trouble, (area) => (area === 'planning-desk' ? planning : t)).message
  return (
    <DeskSection title={t('publish.title')} id="publish">
      {exercise.formativeSignedAt ? (
        <p>
          {t('formative.signed')} <DateText iso={exercise.formativeSignedAt} locale={locale} />
        </p>
      ) : (
        <Form method="post" noValidate>
          <div className="govuk-checkboxes govuk-form-group">
            <div className="govuk-checkboxes__item">
              <input className="govuk-checkboxes__input" type="checkbox" id="formative" name="formative" value="1" />
              <label className="govuk-label govuk-checkboxes__label" htmlFor="formative">
                {t('formative.label')}
              </label>
            </div>
          </div>
          <Button name="intent" value="sign" classes="govuk-button--secondary">
            {t('formative.button')}
          </Button>
        </Form>
      )}
      {exercise.publishedAt ? (
        <p>
          {t('publish.published')} <DateText iso={exercise.publishedAt} locale={locale} />
        </p>
      ) : troubles.length ? (
        <>
          <p>{t('publish.not_yet')}</p>
          <ul>
            {troubles.map(sentence).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          {t('publish.ready')} {exercise.kind === 'consultation' ? t('publish.points') : null}
        </p>
      )}
      {warnings.map(sentence).map((words) => (
        <InsetText key={words} classes="inset-caution">
          {words}
        </InsetText>
      ))}
      <Form method="post" noValidate>
        <ButtonGroup>
          {exercise.kind === 'consultation' ? (
            <a href={`/desk/exercises/${exercise.id}/check`}>
              {t(exercise.publishedAt ? 'publish.check_change' : 'publish.check')}
            </a>
          ) : null}
          {state === 'forthcoming' ? (
            <Button name="intent" value="withdraw" classes="govuk-button--warning">
              {t('publish.withdraw')}
            </Button>
          ) : null}
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}
