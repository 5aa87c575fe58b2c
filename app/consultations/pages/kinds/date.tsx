import { useWords } from '../../../languages/use-words.ts'
import { DateInput } from '../../../ui/date-input.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { type KindProps, LimitedHint, legendOf, shownIn, UnsureBox } from './parts.tsx'

export function DateQuestion({ view, typed, errorOf, heading }: KindProps<ConfigOf<'date'>>) {
  const t = useWords('asking')
  const { name, config } = view
  const part = (of: 'day' | 'month' | 'year') => ({
    label: t(`date.${of}`),
    name: of,
    value: shownIn(typed, `${name}-${of}`),
  })
  return (
    <>
      <DateInput
        id={name}
        namePrefix={name}
        fieldset={legendOf(view, heading)}
        hint={view.hint || config.earliest || config.latest ? <LimitedHint view={view} /> : undefined}
        error={errorOf(`${name}-day`)}
        day={part('day')}
        month={part('month')}
        year={part('year')}
      />
      <UnsureBox view={view} typed={typed} />
    </>
  )
}
