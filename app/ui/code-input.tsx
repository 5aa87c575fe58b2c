import { Input, type InputProps } from './input.tsx'

/** Where a reference or a code is typed: left to right in every language, in capitals, and never guessed at by a browser. */
export function CodeInput(props: Omit<InputProps, 'classes' | 'autocomplete' | 'spellcheck' | 'attributes'>) {
  return (
    <Input
      {...props}
      classes="govuk-input--width-20"
      autocomplete="off"
      spellcheck={false}
      attributes={{ dir: 'ltr', autocapitalize: 'characters' }}
    />
  )
}
