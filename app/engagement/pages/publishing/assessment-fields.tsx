import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Textarea } from '../../../ui/textarea.tsx'

interface AssessmentFieldsProps {
  /** Under which its words stand in `publishing`. */
  kind: string
  fields: readonly { name: string; value: string }[]
  back: Refused | undefined
}

/** The questions that an assessment answers, each in its own words. */
export function AssessmentFields({ kind, fields, back }: AssessmentFieldsProps) {
  const t = useWords('publishing')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return fields.map(({ name, value }) => (
    <Textarea
      key={name}
      name={name}
      rows={4}
      label={t(`fields.${kind}.${name}`)}
      hint={t(`fields.${kind}.${name}_hint`)}
      value={shown(back, name, value)}
      error={errorOf(name)}
    />
  ))
}
