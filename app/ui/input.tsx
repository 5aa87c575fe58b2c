import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field.tsx'
import { type Attributes, type Content, type ContentOptions, classNames, contentOptions } from './options.ts'

export type InputProps = FieldProps &
  Readonly<{
    name: string
    value?: string | number
    type?: string
    classes?: string
    inputmode?: ComponentProps<'input'>['inputMode']
    autocomplete?: string
    autocapitalize?: string
    pattern?: string
    spellcheck?: boolean
    disabled?: boolean
    prefix?: Content
    suffix?: Content
    inputWrapper?: Readonly<{ classes?: string; attributes?: Attributes }>
    attributes?: Attributes
  }>

function Affix({ affix, kind }: { affix: ContentOptions; kind: 'prefix' | 'suffix' }) {
  return (
    <div className={classNames(`govuk-input__${kind}`, affix.classes)} aria-hidden="true" {...affix.attributes}>
      {affix.text}
    </div>
  )
}

/** One line of text. Width by `classes`: `govuk-input--width-2` to `-30`. */
export function Input(props: InputProps) {
  const prefix = contentOptions(props.prefix)
  const suffix = contentOptions(props.suffix)
  const { beforeInput, afterInput } = props.formGroup ?? {}
  return (
    <Field
      field={props}
      control={({ id, describedBy, hasError }) => {
        const input = (
          <input
            className={classNames('govuk-input', props.classes, hasError && 'govuk-input--error')}
            id={id}
            name={props.name}
            type={props.type || 'text'}
            spellCheck={props.spellcheck}
            defaultValue={props.value}
            disabled={props.disabled}
            aria-describedby={describedBy}
            autoComplete={props.autocomplete}
            autoCapitalize={props.autocapitalize}
            pattern={props.pattern}
            inputMode={props.inputmode}
            {...props.attributes}
          />
        )
        if (!prefix && !suffix && !beforeInput && !afterInput) return input
        return (
          <div
            className={classNames('govuk-input__wrapper', props.inputWrapper?.classes)}
            {...props.inputWrapper?.attributes}
          >
            {beforeInput}
            {prefix ? <Affix affix={prefix} kind="prefix" /> : null}
            {input}
            {suffix ? <Affix affix={suffix} kind="suffix" /> : null}
            {afterInput}
          </div>
        )
      }}
    />
  )
}
