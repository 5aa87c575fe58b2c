import { Field, type FieldProps } from './field.tsx'
import { type Attributes, classNames } from './options.ts'

export type FileUploadProps = FieldProps &
  Readonly<{
    name: string
    multiple?: boolean
    disabled?: boolean
    classes?: string
    attributes?: Attributes
  }>

/** A file from the person's machine. The form around it needs `encType="multipart/form-data"`. */
export function FileUpload(props: FileUploadProps) {
  return (
    <Field
      field={props}
      control={({ id, describedBy, hasError }) => (
        <>
          {props.formGroup?.beforeInput}
          <input
            className={classNames('govuk-file-upload', props.classes, hasError && 'govuk-file-upload--error')}
            id={id}
            name={props.name}
            type="file"
            disabled={props.disabled}
            multiple={props.multiple}
            aria-describedby={describedBy}
            {...props.attributes}
          />
          {props.formGroup?.afterInput}
        </>
      )}
    />
  )
}
