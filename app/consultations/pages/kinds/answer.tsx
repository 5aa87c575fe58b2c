import { InOwnLanguage, ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import type { AnswerView } from '../../answering/form-view.server.ts'
import type { Line } from '../../kinds/kind.ts'
import { AsTyped } from '../answering/check-parts.tsx'

/** What somebody answered to one question, in words, whatever its kind. */
export function AnswerInWords({ view }: { view: AnswerView }) {
  const t = useWords('asking')
  const { summary, words } = view
  if (summary === null) return <>{t('summary.nothing')}</>
  if (summary === 'unsure') return <>{t('unsure')}</>
  const { lines, ordered } = summary
  const List = ordered ? 'ol' : 'ul'
  return (
    <>
      {lines.length > 1 || ordered ? (
        <List>
          {lines.map((line, i) => (
            <li key={i}>
              <LineInWords line={line} view={view} />
            </li>
          ))}
        </List>
      ) : (
        lines.map((line, i) => (
          <p key={i}>
            <LineInWords line={line} view={view} />
          </p>
        ))
      )}
      {words ? <AsTyped text={words} /> : null}
    </>
  )
}

function LineInWords({ line, view }: { line: Line; view: AnswerView }) {
  const t = useWords('asking')
  const text = line.text ? view.texts[line.text] : undefined
  const said = line.value ? <ValueInWords line={line} view={view} /> : null
  if (!text) return said
  const thing = <InOwnLanguage text={text} />
  if (!said) return thing
  const other = line.other ? view.texts[line.other] : undefined
  if (other && line.value && 'words' in line.value) {
    const parts = { thing, other: <InOwnLanguage text={other} /> }
    const key = `summary.${line.value.words}`
    return <Sentence parts={parts}>{(slots) => t(key, slots)}</Sentence>
  }
  // A colon after the end of a sentence looks like a slip: what was said of it stands before it.
  const order = endOfSentence.test(text.body) ? 'summary.judged' : 'summary.pair'
  return <Sentence parts={{ thing, said }}>{(slots) => t(order, slots)}</Sentence>
}

const endOfSentence = /[.!?۔؟।]\s*$/

function ValueInWords({ line: { value, unit }, view }: { line: Line; view: AnswerView }) {
  const t = useWords('asking')
  const { locale } = useLanguage()
  if (!value) return null
  if ('text' in value) {
    const text = view.texts[value.text]
    return text ? <InOwnLanguage text={text} /> : null
  }
  if ('day' in value) return <DateText iso={value.day} locale={locale} />
  if ('plain' in value) {
    const number = <bdi>{formatNumber(Number(value.plain), locale, 2)}</bdi>
    const counted = unit ? view.texts[unit] : undefined
    if (!counted) return number
    return (
      <Sentence parts={{ number, unit: <InOwnLanguage text={counted} /> }}>
        {(slots) => t('summary.counted', slots)}
      </Sentence>
    )
  }
  if ('name' in value) return <ProperName>{value.name}</ProperName>
  const { count, ...others } = value.values ?? {}
  const written = Object.entries(others).map(([name, number]) => [name, formatNumber(number, locale)])
  const values = { ...Object.fromEntries(written), ...(count === undefined ? {} : { count }) }
  return <>{t(`summary.${value.words}`, values)}</>
}
