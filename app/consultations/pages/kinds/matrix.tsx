import { useWords } from '../../../languages/use-words.ts'
import { Radios } from '../../../ui/radios.tsx'
import { inOrder } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { type KindProps, Several, shownIn, Text } from './parts.tsx'

/** A table would not fit a phone: each row is a group of radios, and all groups have the same choices. */
export function Matrix({ view, typed, errorOf, heading }: KindProps<ConfigOf<'matrix'>>) {
  const t = useWords('asking')
  const { name, config, unsure, seed } = view
  return (
    <Several view={view} heading={heading}>
      {inOrder(config.rows, config.random, seed).map((row) => (
        <Radios
          key={row.id}
          name={`${name}-${row.id}`}
          classes="govuk-radios--inline choices-row"
          fieldset={{ legend: { text: <Text view={view} id={row.title} />, classes: 'govuk-fieldset__legend--s' } }}
          hint={row.example ? <Text view={view} id={row.example} /> : undefined}
          error={errorOf(`${name}-${row.id}`)}
          value={shownIn(typed, `${name}-${row.id}`)}
          items={[
            ...config.columns.map(({ id, title }) => ({ value: id, text: <Text view={view} id={title} /> })),
            unsure && { value: 'unsure', text: t('unsure') },
          ]}
        />
      ))}
    </Several>
  )
}
