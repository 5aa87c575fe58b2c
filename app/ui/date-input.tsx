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
    day: DateInputItem
    month: DateInputItem
    year: DateInputItem
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
  const standard = [
    { item: props.day, name: props.day.name ?? 'day' },
    { item: props.month, name: props.month.name ?? 'month' },
    { item: props.year, name: props.year.name ?? 'year' },
  ]
  const given = (props.items ?? []).filter((item): item is DateInputItem => Boolean(item))
  const parts = given.length > 0 ? given.map((item) => ({ item, name: item.name ?? '' })) : standard
  const yearNames = ['year', props.year.name]
  const anyMarked = parts.some(({ item }) => markedWrong(item))
  const groupWrong = contentOptions(props.error) !== undefined && !anyMarked
  const prefix = props.namePrefix ? `${props.namePrefix}-` : ''
  return (
    <FieldGroup id={props.id} group={props} role="group">
      <div className={classNames('govuk-date-input', props.classes)} {...props.attributes} id={props.id || undefined}>
        {props.formGroup?.beforeInput}
        {parts.map(({ item, name }) => (
          <div key={name} className="govuk-date-input__item">
            <Input
              label={{ text: item.label, classes: 'govuk-date-input__label' }}
              id={item.id || `${props.id}-${name}`}
              name={prefix + name}
              classes={inputClasses(
                item,
                yearNames.includes(name) ? 4 : 2,
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
    </FieldGroup>
  )
}
