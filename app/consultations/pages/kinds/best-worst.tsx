import { useWords } from '../../../languages/use-words.ts'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { setsFor } from '../../kinds/best-worst.ts'
import type { Choice } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { type KindProps, Several, shownIn, Text } from './parts.tsx'

/** Two groups of radios for each set instead of a table of two columns: one after the other on every screen. */
export function BestWorst({ view, typed, errorOf, heading }: KindProps<ConfigOf<'best-worst'>>) {
  const t = useWords('asking')
  const { name, config, unsure, seed } = view
  const sets = setsFor(config, seed)
  const titleOf = (id: string) => (config.options.find((one) => one.id === id) as Choice).title
  return (
    <Several view={view} heading={heading}>
      {sets.map((shown, i) => (
        <Fieldset
          key={i}
          classes="form-set"
          legend={
            sets.length > 1
              ? {
                  text: t('best_worst.set', { number: i + 1, total: sets.length }),
                  classes: 'govuk-fieldset__legend--s',
                }
              : undefined
          }
        >
          {(['best', 'worst'] as const).map((end) => (
            <Radios
              key={end}
              name={`${name}-${i + 1}-${end}`}
              classes="choices-ruled"
              fieldset={{ legend: { text: t(`best_worst.${end}`), classes: 'govuk-fieldset__legend--s' } }}
              error={errorOf(`${name}-${i + 1}-${end}`)}
              value={shownIn(typed, `${name}-${i + 1}-${end}`)}
              items={[
                ...shown.map((id) => ({ value: id, text: <Text view={view} id={titleOf(id)} /> })),
                unsure && { value: 'unsure', text: t('unsure') },
              ]}
            />
          ))}
        </Fieldset>
      ))}
    </Several>
  )
}
