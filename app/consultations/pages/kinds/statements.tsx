import { useWords } from '../../../languages/use-words.ts'
import { Input } from '../../../ui/input.tsx'
import { Radios } from '../../../ui/radios.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { shownStatements, verdicts } from '../../kinds/statements.ts'
import { type KindProps, Several, shownIn, Text } from './parts.tsx'

/** Each statement with its three verdicts; what one does not judge may stay empty. */
export function Statements({ view, typed, errorOf, heading }: KindProps<ConfigOf<'statements'>>) {
  const t = useWords('asking')
  const { name, config, seed } = view
  const judged = [...config.statements, ...config.added].filter(({ id }) => typed[`${name}-${id}`]?.[0])
  const shown = shownStatements(
    config,
    seed,
    judged.map(({ id }) => id),
  )
  const residents = new Set(config.added.map(({ id }) => id))
  return (
    <Several view={view} heading={heading}>
      <p>{t('statements.how')}</p>
      {shown.map(({ id, title }) => (
        <Radios
          key={id}
          name={`${name}-${id}`}
          classes="govuk-radios--inline choices-row"
          fieldset={{ legend: { text: <Text view={view} id={title} />, classes: 'govuk-fieldset__legend--s' } }}
          hint={residents.has(id) ? t('statements.by_resident') : undefined}
          error={errorOf(`${name}-${id}`)}
          value={shownIn(typed, `${name}-${id}`)}
          items={verdicts.map(([word]) => ({ value: word, text: t(`statements.${word}`) }))}
        />
      ))}
      {config.add ? (
        <Input
          name={`${name}-own`}
          label={t('statements.own')}
          hint={t('statements.own_hint')}
          value={shownIn(typed, `${name}-own`)}
          error={errorOf(`${name}-own`)}
          attributes={{ dir: 'auto' }}
        />
      ) : null}
    </Several>
  )
}
