import { Fragment, type ReactNode } from 'react'
import { Field, type FieldProps } from './field.tsx'
import { type Attributes, classNames } from './options.ts'

export type SelectItem = Readonly<{
  value?: string | number
  text?: ReactNode
  selected?: boolean
  disabled?: boolean
  attributes?: Attributes
  /** Neighbours with the same one stand under it. */
  group?: string
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

/** Neighbours of one group together, as they stand. */
function grouped(items: SelectProps['items']): { group?: string; items: SelectItem[] }[] {
  const found: { group?: string; items: SelectItem[] }[] = []
  for (const item of items) {
    if (!item) continue
    const last = found.at(-1)
    if (last && last.group === item.group) last.items.push(item)
    else found.push({ group: item.group, items: [item] })
  }
  return found
}

const option = (item: SelectItem, index: number) => (
  <option key={index} value={item.value} disabled={item.disabled} {...item.attributes}>
    {item.text}
  </option>
)

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
            {grouped(props.items).map(({ group, items }, index) =>
              group ? (
                <optgroup key={index} label={group}>
                  {items.map(option)}
                </optgroup>
              ) : (
                <Fragment key={index}>{items.map(option)}</Fragment>
              ),
            )}
          </select>
          {props.formGroup?.afterInput}
        </>
      )}
    />
  )
}
