import type { ReactNode } from 'react'
import { ErrorMessage } from './error-message.tsx'
import { Fieldset, type FieldsetOptions } from './fieldset.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import {
  type Content,
  classNames,
  contentOptions,
  type ErrorOptions,
  type FormGroupOptions,
  type HintOptions,
  joinIds,
  type LabelOptions,
} from './options.ts'

/** What every single field takes, whatever its control. `id` is `name` unless given. */
export type FieldProps = Readonly<{
  name?: string
  id?: string
  label?: Content<LabelOptions>
  hint?: Content<HintOptions>
  error?: Content<ErrorOptions>
  describedBy?: string
  formGroup?: FormGroupOptions
}>

type Described = Readonly<{ id: string; describedBy: string | undefined; hasError: boolean }>

function FormGroup({ error, group, children }: { error: boolean; group?: FormGroupOptions; children: ReactNode }) {
  return (
    <div
      className={classNames('govuk-form-group', error && 'govuk-form-group--error', group?.classes)}
      {...group?.attributes}
    >
      {children}
    </div>
  )
}

function HintAndError({ id, hint, error }: { id: string; hint?: Content<HintOptions>; error?: Content<ErrorOptions> }) {
  const hintWords = contentOptions<HintOptions>(hint)
  const errorWords = contentOptions<ErrorOptions>(error)
  return (
    <>
      {hintWords ? (
        <Hint id={`${id}-hint`} classes={hintWords.classes} attributes={hintWords.attributes}>
          {hintWords.text}
        </Hint>
      ) : null}
      {errorWords ? (
        <ErrorMessage
          id={`${id}-error`}
          classes={errorWords.classes}
          attributes={errorWords.attributes}
          visuallyHiddenText={errorWords.visuallyHiddenText}
        >
          {errorWords.text}
        </ErrorMessage>
      ) : null}
    </>
  )
}

/** Label, hint and error around one control; the control is told its id and what describes it. */
export function Field({ field, control }: { field: FieldProps; control: (described: Described) => ReactNode }) {
  const id = field.id || field.name || ''
  const label = contentOptions<LabelOptions>(field.label)
  const hasError = contentOptions(field.error) !== undefined
  const describedBy = joinIds(
    field.describedBy,
    contentOptions(field.hint) !== undefined && `${id}-hint`,
    hasError && `${id}-error`,
  )
  return (
    <FormGroup error={hasError} group={field.formGroup}>
      {label?.text ? (
        <Label for={id} classes={label.classes} attributes={label.attributes} isPageHeading={label.isPageHeading}>
          {label.text}
        </Label>
      ) : null}
      <HintAndError id={id} hint={field.hint} error={field.error} />
      {control({ id, describedBy, hasError })}
    </FormGroup>
  )
}

/** What every group of controls takes (checkboxes, radios, date). */
export type GroupProps = Readonly<{
  fieldset?: FieldsetOptions
  hint?: Content<HintOptions>
  error?: Content<ErrorOptions>
  describedBy?: string
  formGroup?: FormGroupOptions
}>

/**
 * Hint and error around several controls. A fieldset is described by them; without one each control has to be, and is
 * told by what.
 */
export function FieldGroup({
  id,
  group,
  role,
  children,
}: {
  id: string
  group: GroupProps
  role?: string
  children: (describedBy: string | undefined) => ReactNode
}) {
  const hasError = contentOptions(group.error) !== undefined
  const describedBy = joinIds(
    group.fieldset?.describedBy || group.describedBy,
    contentOptions(group.hint) !== undefined && `${id}-hint`,
    hasError && `${id}-error`,
  )
  const inner = (
    <>
      <HintAndError id={id} hint={group.hint} error={group.error} />
      {children(group.fieldset ? undefined : describedBy)}
    </>
  )
  return (
    <FormGroup error={hasError} group={group.formGroup}>
      {group.fieldset ? (
        <Fieldset {...group.fieldset} role={group.fieldset.role ?? role} describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
