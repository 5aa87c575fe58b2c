import { Sentence } from '../../../languages/sentence.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { Radios } from '../../../ui/radios.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { pointsOf } from '../../kinds/rate.ts'
import { hintOf, type KindProps, legendOf, shownIn, Text } from './parts.tsx'

/** A scale from top to bottom, its ends in words: it reads the same in both directions and on every screen. */
export function Rate({ view, typed, errorOf, heading }: KindProps<ConfigOf<'rate'>>) {
  const t = useWords('asking')
  const { name, config, unsure } = view
  const end = (points: number) => (points === config.from ? config.low : points === config.to ? config.high : null)
  return (
    <Radios
      name={name}
      classes="choices-scale"
      fieldset={legendOf(view, heading)}
      hint={hintOf(view)}
      error={errorOf(name)}
      value={shownIn(typed, name)}
      items={[
        ...pointsOf(config).map((points) => {
          const words = end(points)
          return {
            value: points,
            text: words ? (
              <Sentence parts={{ points: <bdi>{points}</bdi>, words: <Text view={view} id={words} /> }}>
                {(slots) => t('rate.end', slots)}
              </Sentence>
            ) : (
              points
            ),
          }
        }),
        unsure && { divider: t('or') },
        unsure && { value: 'unsure', text: t('unsure') },
      ]}
    />
  )
}
