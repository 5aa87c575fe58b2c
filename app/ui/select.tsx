import type { ReactNode } from 'react'
import { Field, type FieldProps } from './field.tsx'
import { type Attributes, classNames } from './options.ts'

export type SelectItem = Readonly<{
  value?: string | number
  text?: ReactNode
  selected?: boolean
  disabled?: boolean
  attributes?: Attributes
}>

export type SelectProps = FieldProps &
  Readonly<{
    name: string
    items: ReadonlyArray<SelectItem | null | undefined | false>
    value?: string | number
    classes?: string
    disabled?: boolean
    attributes?: Attributes
  }>

function chosenValue({ items, value }: SelectProps): string | undefined {
  for (const item of items) {
    if (!item) continue
    const own = String(item.value ?? item.text)
    if (item.selected || (value && own === String(value) && item.selected !== false)) return own
  }
  return undefined
}

/** A list to choose one from. Prefer radios up to about ten choices. */
export function Select(props: SelectProps) {
  return (
    <Field
      field={props}
      control={({ id, describedBy, hasError }) => (
        <>
          {props.formGroup?.beforeInput}
          <select
            className={classNames('govuk-select', props.classes, hasError && 'govuk-select--error')}
            id={id}
            name={props.name}
            disabled={props.disabled}
            aria-describedby={describedBy}
            defaultValue={chosenValue(props)}
            {...props.attributes}
          >
            {props.items.map((item, index) =>
              item ? (
                <option key={index} value={item.value} disabled={item.disabled} {...item.attributes}>
                  {item.text}
                </option>
              ) : null,
            )}
          </select>
          {props.formGroup?.afterInput}
        </>
      )}
    />
  )
}
