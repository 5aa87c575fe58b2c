import { useWords } from '../../../languages/use-words.ts'
import { Input } from '../../../ui/input.tsx'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { type KindProps, Several, shownIn, Text, UnsureBox } from './parts.tsx'

/** A figure for each; the sum is checked when the page is sent and said in words. */
export function Points({ view, typed, errorOf, heading }: KindProps<ConfigOf<'points'>>) {
  const t = useWords('asking')
  const { name, config } = view
  return (
    <Several view={view} heading={heading}>
      <p>{t('points.how', { total: config.total })}</p>
      {config.options.map(({ id, title, example }) => (
        <Input
          key={id}
          name={`${name}-${id}`}
          label={<Text view={view} id={title} />}
          hint={example ? <Text view={view} id={example} /> : undefined}
          error={errorOf(`${name}-${id}`)}
          value={shownIn(typed, `${name}-${id}`)}
          classes="govuk-input--width-4"
          inputmode="numeric"
          autocomplete="off"
          suffix={t('points.unit')}
          attributes={{ dir: 'ltr' }}
        />
      ))}
      <UnsureBox view={view} typed={typed} />
    </Several>
  )
}
