import { listed, wordKey } from '../../../priorities/pages/reading.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import type { QuestionVariant, ResultVariant } from '../../results/result.ts'
import { itemOf, questionOf, type Reading, rankedName } from './reading.ts'
import { Told } from './told.tsx'

/** The results without campaigns and likely repeats, and with what was held back: said only where something is other. */
export function VariantsPart({ reading }: { reading: Reading }) {
  const { paper, t } = reading
  const { variants = [] } = paper.results
  if (!variants.length) return null
  return (
    <>
      <h2 id="variants">{t('variants.title')}</h2>
      <p className="read">{t('variants.text')}</p>
      <ul className="read">
        {variants.map((variant) => (
          <Variant key={variant.name} variant={variant} reading={reading} />
        ))}
      </ul>
    </>
  )
}

function Variant({ variant, reading }: { variant: ResultVariant; reading: Reading }) {
  const { t, locale } = reading
  const { name, base, people, questions } = variant
  const what = t(`variants.${wordKey(name)}`)
  if (people === null) return <li>{t('variants.hidden', { what })}</li>
  const numbers = { what, people: formatNumber(people, locale), base: formatNumber(base, locale) }
  const points = Math.max(0, ...questions.map((one) => one.points ?? 0))
  const others = questions.flatMap((one) => (one.first?.length ? [one] : []))
  return (
    <li>
      <strong>{t(name === 'with-held' ? 'variants.more' : 'variants.fewer', numbers)}</strong>{' '}
      {questions.length ? t('variants.points', { count: points }) : t('variants.nobody')}{' '}
      {questions.length && !others.length ? t('variants.same_first') : null}
      {others.length ? (
        <ul>
          {others.map((one) => (
            <li key={one.id}>
              <Told paper={reading.paper}>{t('variants.first', firstOf(one, reading))}</Told>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function firstOf({ id, first }: QuestionVariant, reading: Reading) {
  const { paper, locale } = reading
  const result = paper.results.questions.find((one) => one.id === id)!
  const [table] = result.tables
  const items = table ? (table.head ? table.rows : table.columns) : []
  const name = (one: string) => (result.ranking ? rankedName(reading, result, one) : itemOf(reading, items, one))
  return { question: paper.texts[questionOf(reading, result).title] ?? '', names: listed(first!.map(name), locale) }
}
