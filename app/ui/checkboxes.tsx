import { type ChoiceItems, Choices } from './choice.tsx'
import { FieldGroup, type GroupProps } from './field.tsx'
import { type Attributes, classNames } from './options.ts'

export type CheckboxesProps = GroupProps &
  Readonly<{
    name: string
    items: ChoiceItems
    values?: ReadonlyArray<string | number>
    idPrefix?: string
    classes?: string
    attributes?: Attributes
  }>

/** Choose any number. `values` are the ones already chosen. */
export function Checkboxes(props: CheckboxesProps) {
  const idPrefix = props.idPrefix || props.name
  return (
    <FieldGroup id={idPrefix} group={props}>
      {(describedBy) => (
        <div className={classNames('govuk-checkboxes', props.classes)} {...props.attributes}>
          {props.formGroup?.beforeInput}
          <Choices
            kind="checkboxes"
            items={props.items}
            name={props.name}
            idPrefix={idPrefix}
            describedBy={describedBy}
            isChosen={(item) => Boolean(item.checked || (item.checked !== false && props.values?.includes(item.value)))}
          />
          {props.formGroup?.afterInput}
        </div>
      )}
    </FieldGroup>
  )
}
