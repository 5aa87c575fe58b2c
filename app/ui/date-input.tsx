import type { ReactNode } from 'react'
import { FieldGroup, type GroupProps } from './field.tsx'
import { Input, type InputProps } from './input.tsx'
import { type Attributes, classNames, contentOptions } from './options.ts'

export type DateInputItem = Readonly<{
  label: ReactNode
  name?: string
  value?: string | number
  id?: string
  classes?: string
  /** Marks this part wrong; when no part is marked, an `error` on the group marks all three. */
  error?: boolean
  inputmode?: InputProps['inputmode']
  autocomplete?: string
  pattern?: string
  attributes?: Attributes
}>
export type DateInputProps = Omit<GroupProps, 'describedBy'> &
  Readonly<{
    id: string
    /** False leaves a part out: "month and year". */
    day: DateInputItem | false
    month: DateInputItem | false
    year: DateInputItem | false
    /** Other parts in another order, instead of day, month, year. */
    items?: ReadonlyArray<DateInputItem | null | undefined | false>
    namePrefix?: string
    /** Values by field name, prefix included. */
    values?: Readonly<Record<string, string | number | undefined>>
    classes?: string
    attributes?: Attributes
  }>

const markedWrong = (item: DateInputItem) => Boolean(item.error || item.classes?.includes('govuk-input--error'))

function inputClasses(item: DateInputItem, width: number, wrong: boolean): string {
  return classNames(
    'govuk-date-input__input',
    wrong && !item.classes?.includes('govuk-input--error') && 'govuk-input--error',
    !item.classes?.includes('govuk-input--width-') && `govuk-input--width-${width}`,
    item.classes,
  )
}

/** A date somebody knows, typed as day, month and year. */
export function DateInput(props: DateInputProps) {
  const standard = (['day', 'month', 'year'] as const).flatMap((name) => {
    const item = props[name]
    return item ? [{ item, name: item.name ?? name, kind: name }] : []
  })
  const given = (props.items ?? []).filter((item): item is DateInputItem => Boolean(item))
  const parts =
    given.length > 0
      ? given.map((item) => {
          const like = standard.find(({ name, kind }) => item.name === name || item.name === kind)
          return { item: { ...item, value: item.value ?? like?.item.value }, name: item.name ?? '', kind: like?.kind }
        })
      : standard
  const anyMarked = parts.some(({ item }) => markedWrong(item))
  const groupWrong = contentOptions(props.error) !== undefined && !anyMarked
  const prefix = props.namePrefix ? `${props.namePrefix}-` : ''
  return (
    <FieldGroup id={props.id} group={props} role="group">
      {() => (
        <div className={classNames('govuk-date-input', props.classes)} {...props.attributes} id={props.id || undefined}>
          {props.formGroup?.beforeInput}
          {parts.map(({ item, name, kind }) => (
            <div key={name} className="govuk-date-input__item">
              <Input
                label={{ text: item.label, classes: 'govuk-date-input__label' }}
                id={item.id || `${props.id}-${name}`}
                name={prefix + name}
                classes={inputClasses(
                  item,
                  kind === 'year' ? 4 : 2,
                  markedWrong(item) || (groupWrong && item.error !== false),
                )}
                value={item.value ?? props.values?.[prefix + name]}
                inputmode={item.inputmode ?? 'numeric'}
                autocomplete={item.autocomplete}
                pattern={item.pattern}
                attributes={item.attributes}
              />
            </div>
          ))}
          {props.formGroup?.afterInput}
        </div>
      )}
    </FieldGroup>
  )
}
