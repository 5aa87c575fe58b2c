import { useWords } from '../../../languages/use-words.ts'
import { Radios } from '../../../ui/radios.tsx'
import type { Choice } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { equalValue, pairsFor } from '../../kinds/paired.ts'
import { type KindProps, Several, shownIn, Text } from './parts.tsx'

export function Paired({ view, typed, errorOf, heading }: KindProps<ConfigOf<'paired'>>) {
  const t = useWords('asking')
  const { name, config, unsure, seed } = view
  const pairs = pairsFor(config, seed)
  const option = (id: string) => {
    const { title, example } = config.options.find((one) => one.id === id) as Choice
    return {
      value: id,
      text: <Text view={view} id={title} />,
      hint: example ? <Text view={view} id={example} /> : null,
    }
  }
  return (
    <Several view={view} heading={heading}>
      {pairs.map(([left, right], i) => (
        <Radios
          key={i}
          name={`${name}-${i + 1}`}
          classes="choices-ruled"
          fieldset={{
            legend: {
              text: t('paired.pair', { number: i + 1, total: pairs.length }),
              classes: 'govuk-fieldset__legend--s',
            },
          }}
          error={errorOf(`${name}-${i + 1}`)}
          value={shownIn(typed, `${name}-${i + 1}`)}
          items={[
            option(left),
            option(right),
            { value: equalValue, text: t('paired.equal') },
            unsure && { value: 'unsure', text: t('unsure') },
          ]}
        />
      ))}
    </Several>
  )
}
