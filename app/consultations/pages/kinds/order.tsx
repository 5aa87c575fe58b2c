import { useInOption } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { Select } from '../../../ui/select.tsx'
import { inOrder } from '../../kinds/kind.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { ChoiceList, type KindProps, Several, shownIn, UnsureBox } from './parts.tsx'

/** One list a place. The options stand above in full, because a closed list shows one at a time. */
export function Order({ view, typed, errorOf, heading }: KindProps<ConfigOf<'order'>>) {
  const t = useWords('asking')
  const inOption = useInOption()
  const { name, config, seed } = view
  const options = inOrder(config.options, config.random, seed)
  return (
    <Several view={view} heading={heading}>
      <ChoiceList view={view} choices={options} />
      {Array.from({ length: config.most }, (_, i) => (
        <Select
          key={i}
          name={`${name}-${i + 1}`}
          label={t(`order.choice_${i + 1}`)}
          hint={i ? t('order.may_stay_empty') : undefined}
          error={errorOf(`${name}-${i + 1}`)}
          value={shownIn(typed, `${name}-${i + 1}`)}
          items={[
            { value: '', text: t('choose') },
            ...options.map(({ id, title }) => ({ value: id, ...inOption(view.texts[title]) })),
          ]}
        />
      ))}
      <Checkboxes
        name={`${name}-same`}
        values={typed[`${name}-same`] ?? []}
        items={[{ value: 'yes', text: t('order.same') }]}
      />
      <Checkboxes
        name={`${name}-none`}
        values={typed[`${name}-none`] ?? []}
        items={[{ value: 'yes', text: t('none') }]}
      />
      <UnsureBox view={view} typed={typed} />
    </Several>
  )
}
