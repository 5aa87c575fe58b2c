import { useWords } from '../../../languages/use-words.ts'
import { Select } from '../../../ui/select.tsx'
import { inOrder } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { type KindProps, Several, shownIn, Text, UnsureBox } from './parts.tsx'

export function Rank({ view, typed, errorOf, heading }: KindProps<ConfigOf<'rank'>>) {
  const t = useWords('asking')
  const { name, config, seed } = view
  const places = config.options.map((_, i) => i + 1)
  return (
    <Several view={view} heading={heading}>
      <p>{t(config.ties ? 'rank.may_share' : 'rank.each_its_own', { count: places.length })}</p>
      {inOrder(config.options, config.random, seed).map(({ id, title, example }) => (
        <Select
          key={id}
          name={`${name}-${id}`}
          label={<Text view={view} id={title} />}
          hint={example ? <Text view={view} id={example} /> : undefined}
          error={errorOf(`${name}-${id}`)}
          value={shownIn(typed, `${name}-${id}`)}
          items={[
            { value: '', text: t('rank.place') },
            ...places.map((place) => ({
              value: place,
              text:
                place === 1
                  ? t('rank.first', { place })
                  : place === places.length
                    ? t('rank.last', { place })
                    : String(place),
            })),
          ]}
        />
      ))}
      <UnsureBox view={view} typed={typed} />
    </Several>
  )
}
