import { useWords } from '../../../languages/use-words.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { Input } from '../../../ui/input.tsx'
import { inOrder } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { otherValue } from '../../kinds/one.ts'
import { hintOf, type KindProps, legendOf, shownIn, Text } from './parts.tsx'

export function Many({ view, typed, errorOf, heading }: KindProps<ConfigOf<'many'>>) {
  const t = useWords('asking')
  const { name, config, unsure, seed } = view
  const { options, other, none, most, random } = config
  const ticked = typed[name] ?? []
  const alone = (field: string, text: string) => ({
    value: 'yes',
    name: field,
    text,
    checked: typed[field] !== undefined,
    behaviour: 'exclusive' as const,
  })
  const last = [
    other && { value: otherValue, text: t('other') },
    none && alone(`${name}-none`, t('none')),
    unsure && alone(`${name}-unsure`, t('unsure')),
  ].filter(Boolean)
  return (
    <>
      <Checkboxes
        name={name}
        classes="choices-ruled"
        fieldset={legendOf(view, heading)}
        hint={hintOf(view)}
        error={errorOf(name)}
        values={ticked}
        items={[
          ...inOrder(options, random, seed).map(({ id, title, example }) => ({
            value: id,
            text: <Text view={view} id={title} />,
            hint: example ? <Text view={view} id={example} /> : null,
          })),
          last.length > 0 && { divider: t('or') },
          ...last,
        ]}
      />
      {other ? (
        <Input
          name={`${name}-other`}
          label={t('other_text')}
          value={shownIn(typed, `${name}-other`)}
          error={errorOf(`${name}-other`)}
          attributes={{ dir: 'auto' }}
        />
      ) : null}
      {most === null ? null : (
        <p className="meta" role="status" data-counts={name} data-words={t('counter', { n: '{n}', most })}>
          {t('counter', { n: ticked.length, most })}
        </p>
      )}
    </>
  )
}
