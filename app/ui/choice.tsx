import type { ReactNode } from 'react'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import { type Attributes, type Content, classNames, contentOptions, joinIds } from './options.ts'

/** One box or one radio. `name` and `behaviour` only mean something for checkboxes. */
export type ChoiceItem = Readonly<{
  value: string | number
  text?: ReactNode
  hint?: Content
  id?: string
  name?: string
  label?: Readonly<{ classes?: string; attributes?: Attributes }>
  checked?: boolean
  disabled?: boolean
  behaviour?: 'exclusive'
  attributes?: Attributes
}>
export type ChoiceDivider = Readonly<{ divider: ReactNode }>
export type ChoiceItems = ReadonlyArray<ChoiceItem | ChoiceDivider | null | undefined | false>

type ChoicesProps = Readonly<{
  kind: 'checkboxes' | 'radios'
  items: ChoiceItems
  name: string
  idPrefix: string
  describedBy?: string
  isChosen: (item: ChoiceItem) => boolean
}>

function Choice({
  kind,
  item,
  id,
  name,
  describedBy,
  checked,
}: {
  kind: 'checkboxes' | 'radios'
  item: ChoiceItem
  id: string
  name: string
  describedBy?: string
  checked: boolean
}) {
  const hint = contentOptions(item.hint)
  const hintId = `${id}-item-hint`
  return (
    <div className={`govuk-${kind}__item`}>
      <input
        className={`govuk-${kind}__input`}
        id={id}
        name={name}
        type={kind === 'radios' ? 'radio' : 'checkbox'}
        value={item.value}
        defaultChecked={checked}
        disabled={item.disabled}
        data-behaviour={item.behaviour}
        aria-describedby={joinIds(describedBy, hint?.text ? hintId : undefined)}
        {...item.attributes}
      />
      <Label
        for={id}
        classes={classNames(`govuk-${kind}__label`, item.label?.classes)}
        attributes={item.label?.attributes}
      >
        {item.text}
      </Label>
      {hint?.text ? (
        <Hint id={hintId} classes={classNames(`govuk-${kind}__hint`, hint.classes)} attributes={hint.attributes}>
          {hint.text}
        </Hint>
      ) : null}
    </div>
  )
}

/** The boxes or radios of a group. The first has the bare `idPrefix` as its id, so an error can link to it. */
export function Choices({ kind, items, name, idPrefix, describedBy, isChosen }: ChoicesProps) {
  return (
    <>
      {items.map((item, index) => {
        if (!item) return null
        if ('divider' in item && item.divider) {
          return (
            <div key={index} className={`govuk-${kind}__divider`}>
              {item.divider}
            </div>
          )
        }
        const choice = item as ChoiceItem
        const id = choice.id || (index > 0 ? `${idPrefix}-${index + 1}` : idPrefix)
        return (
          <Choice
            key={index}
            kind={kind}
            item={choice}
            id={id}
            name={choice.name || name}
            describedBy={describedBy}
            checked={isChosen(choice)}
          />
        )
      })}
    </>
  )
}
