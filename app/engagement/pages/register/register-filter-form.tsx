import { useNamedOption } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Select } from '../../../ui/select.tsx'
import type { FilterName } from '../../register/register-filter.ts'
import type { RegisterView } from '../../register/register-view.server.ts'

interface FilterFormProps {
  view: Pick<RegisterView, 'filter' | 'isNarrowed' | 'choices'>
  action: string
  names: readonly FilterName[]
  /** Carried along unchanged: the month of a calendar. */
  keep?: Record<string, string>
}

/** Narrows the forward plan: a plain form whose answer is an address, to be kept or sent on. */
export function RegisterFilterForm({ view, action, names, keep = {} }: FilterFormProps) {
  const t = useWords('planning')
  const option = useNamedOption()
  const { filter, isNarrowed, choices } = view
  const itemsOf = (name: FilterName) =>
    name === 'by' || name === 'area' || name === 'theme'
      ? choices[name].map(({ value, text }) => option(value, text))
      : choices[name].map((code) => ({ value: code, text: t(`${name}s.${code}`) }))
  return (
    <Details summaryText={t('filter.title')} open={isNarrowed}>
      <form method="get" action={action}>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="filter-fields">
          {names.map((name) => (
            <Select
              key={name}
              name={name}
              label={{ text: t(`filter.${name}`) }}
              items={[{ value: '', text: t(`filter.any_${name}`) }, ...itemsOf(name)]}
              value={filter[name]}
            />
          ))}
        </div>
        <Button classes="govuk-button--secondary">{t('filter.button')}</Button>
        {isNarrowed ? (
          <p>
            <a href={action}>{t('filter.clear')}</a>
          </p>
        ) : null}
      </form>
    </Details>
  )
}
