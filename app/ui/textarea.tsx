import { Field, type FieldProps } from './field.tsx'
import { type Attributes, classNames } from './options.ts'

export type TextareaProps = FieldProps &
  Readonly<{
    name: string
    value?: string
    rows?: number | string
    classes?: string
    autocomplete?: string
    spellcheck?: boolean
    disabled?: boolean
    attributes?: Attributes
  }>

/** Several lines of text; five rows unless told otherwise. */
export function Textarea(props: TextareaProps) {
  return (
    <Field
      field={props}
      control={({ id, describedBy, hasError }) => (
        <>
          {props.formGroup?.beforeInput}
          <textarea
            className={classNames('govuk-textarea', hasError && 'govuk-textarea--error', props.classes)}
            id={id}
            name={props.name}
            rows={Number(props.rows || 5)}
            spellCheck={props.spellcheck}
            disabled={props.disabled}
            aria-describedby={describedBy}
            autoComplete={props.autocomplete || undefined}
            defaultValue={props.value}
            {...props.attributes}
          />
          {props.formGroup?.afterInput}
        </>
      )}
    />
  )
}
