import { Input } from '../../../ui/input.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { type KindProps, LimitedHint, labelOf, shownIn, Text, UnsureBox } from './parts.tsx'

export function NumberQuestion({ view, typed, errorOf, heading }: KindProps<ConfigOf<'number'>>) {
  const { name, config } = view
  return (
    <>
      <Input
        name={name}
        label={labelOf(view, heading)}
        hint={<LimitedHint view={view} />}
        error={errorOf(name)}
        value={shownIn(typed, name)}
        classes="govuk-input--width-10"
        inputmode={config.decimals ? 'decimal' : 'numeric'}
        autocomplete="off"
        suffix={config.unit ? <Text view={view} id={config.unit} /> : undefined}
        attributes={{ dir: 'ltr' }}
      />
      <UnsureBox view={view} typed={typed} />
    </>
  )
}
