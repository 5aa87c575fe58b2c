import { useWords } from '../../../languages/use-words.ts'
import { Input } from '../../../ui/input.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { inOrder } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { otherValue } from '../../kinds/one.ts'
import { hintOf, type KindProps, legendOf, shownIn, Text } from './parts.tsx'

export function One({ view, typed, errorOf, heading }: KindProps<ConfigOf<'one'>>) {
  const t = useWords('asking')
  const { name, config, unsure, seed } = view
  const { options, other, random } = config
  const last = [
    other && { value: otherValue, text: t('other') },
    unsure && { value: 'unsure', text: t('unsure') },
  ].filter(Boolean)
  return (
    <>
      <Radios
        name={name}
        classes="choices-ruled"
        fieldset={legendOf(view, heading)}
        hint={hintOf(view)}
        error={errorOf(name)}
        value={shownIn(typed, name)}
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
    </>
  )
}
