import { Details } from '../../ui/details.tsx'
import { Table } from '../../ui/table.tsx'
import type { BalancedPrefixShown } from '../choice-beside-contract.ts'
import { besideOf, listed, optionOf, type Reading, spelled } from './reading.ts'

/** The list that a majority cannot sweep, beside the list: where the two differ and for how many it matters. */
export function Balanced({ reading }: { reading: Reading }) {
  const { paper, t, locale, view } = reading
  const balanced = besideOf(paper.list, view)?.balanced
  if (!balanced) return null
  const names = (ids: readonly string[]) =>
    listed(
      ids.map((id) => optionOf(paper, id).name),
      locale,
    )
  const same = balanced.prefixes.filter(isSame)
  const numbers = (prefixes: readonly BalancedPrefixShown[]) =>
    listed(
      prefixes.map(({ length }) => spelled(t, length, locale)),
      locale,
    )
  return (
    <>
      <h2 id="balanced">{t('balanced.title')}</h2>
      <p className="read">{t('balanced.intro')}</p>
      <ul className="read">
        {same.length ? <li>{t('balanced.same', { lengths: numbers(same) })}</li> : null}
        {balanced.prefixes.flatMap((prefix) => {
          const number = spelled(t, prefix.length, locale)
          if (!prefix.balanced) return [<li key={number}>{t('balanced.tie', { number })}</li>]
          if (isSame(prefix)) return []
          const [listedIds, balancedIds] = [prefix.majority, prefix.balanced]
          return [
            <li key={number}>
              {t('balanced.differs', {
                number,
                has: names(balancedIds.filter((id) => !listedIds.includes(id))),
                instead: names(listedIds.filter((id) => !balancedIds.includes(id))),
              })}{' '}
              {prefix.nonePercent !== null && prefix.nonePercentByMajority !== null
                ? t('balanced.why', {
                    majority: percentOf(t, prefix.nonePercentByMajority),
                    balanced: percentOf(t, prefix.nonePercent),
                  })
                : null}
            </li>,
          ]
        })}
      </ul>
      {balanced.prefixes.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('balanced.first'),
            t('balanced.none_list'),
            t('balanced.none_balanced'),
            t('balanced.large_list'),
            t('balanced.large_balanced'),
          ]}
          rows={balanced.prefixes.map((prefix) => [
            t('balanced.first_n', { number: spelled(t, prefix.length, locale) }),
            percentOf(t, prefix.nonePercentByMajority),
            percentOf(t, prefix.nonePercent),
            t(`balanced.verdict.${prefix.majorityProportional}`),
            prefix.proportional === null ? t('balanced.open') : t(`balanced.verdict.${prefix.proportional}`),
          ])}
        />
      ) : null}
      <p className="meta read">{t('balanced.left_out')}</p>
      {balanced.order ? (
        <Details summaryText={t('balanced.order')}>
          <ol>
            {balanced.order.map((ids) => (
              <li key={ids.join()}>{ids.length > 1 ? t('balanced.tied', { names: names(ids) }) : names(ids)}</li>
            ))}
          </ol>
        </Details>
      ) : (
        <p>{t('balanced.no_order')}</p>
      )}
    </>
  )
}

const isSame = ({ balanced, majority }: BalancedPrefixShown) =>
  balanced !== null && balanced.length === majority.length && balanced.every((id) => majority.includes(id))

function percentOf(t: Reading['t'], value: number | null): string {
  if (value === null) return t('hidden')
  return value === 0 ? t('balanced.nearly_nobody') : t('percent', { value })
}
