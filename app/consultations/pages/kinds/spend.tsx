import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import { hintOf, type KindProps, legendOf, Text } from './parts.tsx'

export function Spend({ view, typed, errorOf, heading }: KindProps<ConfigOf<'spend'>>) {
  const t = useWords('asking')
  const { locale } = useLanguage()
  const { name, config, unsure } = view
  const pounds = (amount: number) => formatNumber(amount, locale)
  const alone = (field: string, text: string) => ({
    value: 'yes',
    name: field,
    text,
    checked: typed[field] !== undefined,
    behaviour: 'exclusive' as const,
  })
  return (
    <Checkboxes
      name={name}
      classes="choices-ruled"
      fieldset={legendOf(view, heading)}
      hint={
        <>
          {hintOf(view)} {t('spend.how', { budget: pounds(config.budget) })}
        </>
      }
      error={errorOf(name)}
      values={typed[name] ?? []}
      items={[
        ...config.options.map(({ id, title, example, cost }) => ({
          value: id,
          text: <Text view={view} id={title} />,
          hint: (
            <>
              {t('spend.cost', { cost: pounds(cost) })}
              {example ? (
                <>
                  <br />
                  <Text view={view} id={example} />
                </>
              ) : null}
            </>
          ),
        })),
        { divider: t('or') },
        alone(`${name}-none`, t('none')),
        unsure && alone(`${name}-unsure`, t('unsure')),
      ]}
    />
  )
}
