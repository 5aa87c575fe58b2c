import { type ChoiceItems, Choices } from './choice.tsx'
import { FieldGroup, type GroupProps } from './field.tsx'
import { type Attributes, classNames } from './options.ts'

export type RadiosProps = Omit<GroupProps, 'describedBy'> &
  Readonly<{
    name: string
    items: ChoiceItems
    value?: string | number
    idPrefix?: string
    classes?: string
    attributes?: Attributes
  }>

/** Choose one. `value` is the one already chosen; `govuk-radios--inline` suits yes and no. */
export function Radios(props: RadiosProps) {
  const idPrefix = props.idPrefix || props.name
  return (
    <FieldGroup id={idPrefix} group={props}>
      {() => (
        <div className={classNames('govuk-radios', props.classes)} {...props.attributes}>
          {props.formGroup?.beforeInput}
          <Choices
            kind="radios"
            items={props.items}
            name={props.name}
            idPrefix={idPrefix}
            isChosen={(item) =>
              Boolean(
                item.checked ||
                  (item.checked !== false && props.value !== undefined && String(props.value) === String(item.value)),
              )
            }
          />
          {props.formGroup?.afterInput}
        </div>
      )}
    </FieldGroup>
  )
}
