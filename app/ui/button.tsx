import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type ButtonProps = Readonly<{
  children: ReactNode
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  id?: string
  classes?: string
  disabled?: boolean
  isStartButton?: boolean
  attributes?: Attributes
}>

function StartIcon() {
  return (
    <svg
      className="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}

/** Says what happens. `govuk-button--secondary` is the quiet second way, `govuk-button--warning` destroys. */
export function Button(props: ButtonProps) {
  const shared = {
    className: classNames('govuk-button', props.classes, props.isStartButton && 'govuk-button--start'),
    ...props.attributes,
    id: props.id,
  }
  const words = (
    <>
      {props.isStartButton && typeof props.children !== 'string' ? <span>{props.children}</span> : props.children}
      {props.isStartButton ? <StartIcon /> : null}
    </>
  )
  if (props.href) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: GOV.UK's markup for a link that looks like a button.
      <a href={props.href} role="button" draggable="false" {...shared}>
        {words}
      </a>
    )
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled || undefined}
      {...shared}
    >
      {words}
    </button>
  )
}

/** Lays buttons and links side by side, with a link as the quiet second way. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>
}
