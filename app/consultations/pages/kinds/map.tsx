import { ProperName } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { Input } from '../../../ui/input.tsx'
import { Radios } from '../../../ui/radios.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { outsideValue } from '../../kinds/map.ts'
import { type KindProps, Several, shownIn } from './parts.tsx'

/**
 * The schematic map is a picture of the list: each tile is the label of a radio, so that pressing it chooses the area.
 * The list says the same in words, and a description of one's own is as good as either.
 */
export function MapQuestion({ view, typed, errorOf, heading }: KindProps<ConfigOf<'map'>>) {
  const t = useWords('asking')
  const { name, config, unsure } = view
  const idOf = (i: number) => (i ? `${name}-${i + 1}` : name)
  const groups = [...new Set(config.places.map(({ within }) => within))]
  return (
    <Several view={view} heading={heading}>
      <div className="place-map">
        <p>{t(config.lie ? 'map.how' : 'map.how_listed')}</p>
        <div className="tiles" dir="ltr" aria-hidden="true">
          {config.places.map(({ id, within, column, row }, i) => (
            <label
              key={id}
              htmlFor={idOf(i)}
              className={`tile tile-${i + 1} tile-column-${column} tile-row-${row} tile-group-${(groups.indexOf(within) % 4) + 1}`}
            >
              {i + 1}
            </label>
          ))}
        </div>
        <input type="hidden" name={`${name}-pin`} value={shownIn(typed, `${name}-pin`)} />
        <Radios
          name={name}
          classes="choices-ruled places"
          fieldset={{ legend: { text: t('map.list'), classes: 'govuk-fieldset__legend--s' } }}
          error={errorOf(name)}
          value={shownIn(typed, name)}
          items={[
            ...config.places.map(({ id, name: place, within }, i) => ({
              value: id,
              text: (
                <>
                  <bdi>{i + 1}</bdi> <ProperName>{place}</ProperName>
                </>
              ),
              hint: within ? <ProperName>{within}</ProperName> : null,
              attributes: { 'data-place': i + 1 },
            })),
            { divider: t('or') },
            { value: outsideValue, text: t('map.outside') },
            unsure && { value: 'unsure', text: t('unsure') },
          ]}
        />
      </div>
      <Input
        name={`${name}-words`}
        label={t('map.words')}
        hint={t('map.words_hint')}
        value={shownIn(typed, `${name}-words`)}
        error={errorOf(`${name}-words`)}
        attributes={{ dir: 'auto' }}
      />
    </Several>
  )
}
