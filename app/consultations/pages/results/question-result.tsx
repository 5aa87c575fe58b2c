import { Sentence } from '../../../languages/sentence.tsx'
import { listed } from '../../../priorities/pages/reading.ts'
import { ShareBars } from '../../../ui/charts/share-bars.tsx'
import { Details } from '../../../ui/details.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { Table } from '../../../ui/table.tsx'
import type { QuestionResult, ResultTable } from '../../results/result.ts'
import { FormWords } from './form-words.tsx'
import { QuestionCut } from './question-cut.tsx'
import { drawn, findings, labelOf, questionOf, type Reading, rankedName, sharedText, shareOf } from './reading.ts'
import { StatementsPart } from './statements-part.tsx'
import { Told } from './told.tsx'

/** One question: what was found in words, who answered it, then the figures as a table and a picture. */
export function QuestionPart({
  reading,
  result,
  number,
}: {
  reading: Reading
  result: QuestionResult
  number: number
}) {
  const { paper, t } = reading
  const question = questionOf(reading, result)
  return (
    <section aria-labelledby={result.key}>
      <h2 id={result.key}>
        <Sentence parts={{ title: <FormWords paper={paper} id={question.title} /> }}>
          {(slots) => t('question', { number, ...slots })}
        </Sentence>
      </h2>
      {findings(reading, result).map((sentence) => (
        <p className="read" key={sentence}>
          <strong>
            <Told paper={paper}>{sentence}</Told>
          </strong>
        </p>
      ))}
      <Base reading={reading} result={result} />
      {result.tables.map((table, i) => (
        <Counts key={table.id} reading={reading} result={result} table={table} isFirst={i === 0} />
      ))}
      <Means reading={reading} result={result} />
      <Order reading={reading} result={result} />
      <StatementsPart reading={reading} result={result} />
      <QuestionCut reading={reading} result={result} />
    </section>
  )
}

/** Who was asked, who answered, who was not sure and who left it out. */
function Base({
  reading: { t, locale },
  result: { participation, rounded },
}: {
  reading: Reading
  result: QuestionResult
}) {
  const { answered } = participation
  if (answered === null) return <p className="read">{t('base.few')}</p>
  const parts = (['unsure', 'skipped', 'notAsked'] as const).flatMap((part) => {
    const people = participation[part]
    if (people === 0) return []
    return [
      people === null
        ? t(`base.${part}_hidden`)
        : t(`base.${part}`, { count: people, people: formatNumber(people, locale) }),
    ]
  })
  return (
    <p className="meta read">
      {[t('base.answered', { count: answered, people: formatNumber(answered, locale) }), ...parts].join(' ')}
      {rounded ? ` ${t('base.rounded')}` : null}
    </p>
  )
}

function Counts({
  reading,
  result,
  table,
  isFirst,
}: {
  reading: Reading
  result: QuestionResult
  table: ResultTable
  isFirst: boolean
}) {
  const { t, direction } = reading
  const rows = drawn(result, table)
  const head = table.head ? table.columns.find(({ id }) => id === table.head)! : null
  const share = head ? labelOf(reading, head.label) : t('table.people')
  const caption = t(`table.caption.${result.kind}.${table.id}`)
  const whole =
    table.head !== '' && table.columns.length > 2 ? <Whole reading={reading} table={table} caption={caption} /> : null
  if (!isFirst) return whole && <Details summaryText={caption}>{whole}</Details>
  return (
    <>
      <ShareBars
        id={`chart-${result.key}`}
        title={caption}
        description={rows
          .map((one) => t('chart.line', { label: labelOf(reading, one.item.label), value: sharedText(reading, one) }))
          .join(' ')}
        direction={direction}
        caption={caption}
        tableCaption={caption}
        tableSummary={t('table.summary')}
        head={{ label: t('table.answer'), share, shareName: <Told paper={reading.paper}>{share}</Told> }}
        rows={rows.map((one) => {
          const perMille = shareOf(reading, one)
          return {
            label: labelOf(reading, one.item.label),
            name: <Told paper={reading.paper}>{labelOf(reading, one.item.label)}</Told>,
            share: perMille === null ? null : perMille / 1000,
            text: one.count === null ? t('hidden_short') : sharedText(reading, one),
          }
        })}
      />
      {whole ? <Details summaryText={t('table.whole')}>{whole}</Details> : null}
    </>
  )
}

/** Every column of a table. */
function Whole({ reading, table, caption }: { reading: Reading; table: ResultTable; caption: string }) {
  const { t, locale } = reading
  return (
    <Table
      firstCellIsHeader
      narrow="scroll"
      scrollLabel={caption}
      head={[
        t('table.answer'),
        ...table.columns.map(({ label }) => ({
          text: <Told paper={reading.paper}>{labelOf(reading, label)}</Told>,
          label: labelOf(reading, label),
          format: 'numeric' as const,
        })),
        { text: t('table.all'), format: 'numeric' as const },
      ]}
      rows={table.rows.map(({ label }, row) => [
        <Told key="label" paper={reading.paper}>
          {labelOf(reading, label)}
        </Told>,
        ...table.counts[row]!.map((count) => ({
          text: count === null ? t('hidden_short') : formatNumber(count, locale),
          format: 'numeric' as const,
        })),
        {
          text: table.totals[row] === null ? t('hidden_short') : formatNumber(table.totals[row]!, locale),
          format: 'numeric' as const,
        },
      ])}
    />
  )
}

/** Means of several things, with how a method that nobody can gain by exaggerating would divide the same points. */
function Means({ reading, result }: { reading: Reading; result: QuestionResult }) {
  const { t, locale } = reading
  const { figures, division } = result
  if (figures?.kind !== 'means' || figures.items.length < 2) return null
  return (
    <Table
      firstCellIsHeader
      caption={t('table.means')}
      head={[
        t('table.answer'),
        { text: t('table.mean'), format: 'numeric' },
        ...(division ? [{ text: t('table.division'), format: 'numeric' as const }] : []),
      ]}
      rows={figures.items.map(({ id, label }, i) => [
        <Told key="label" paper={reading.paper}>
          {labelOf(reading, label)}
        </Told>,
        { text: formatNumber(figures.hundredths[i]! / 100, locale, 1), format: 'numeric' },
        ...(division
          ? [
              {
                text: formatPerMille(division.find((one) => one.id === id)!.perMille, locale),
                format: 'numeric' as const,
              },
            ]
          : []),
      ])}
    />
  )
}

/** Kinds of which one person gives several orders; any other is without bands only where people came together. */
const severalOrders = ['paired', 'best-worst']

/** The order that the priority engine finds, with bands where it can tell them, and what other methods say. */
function Order({ reading, result }: { reading: Reading; result: QuestionResult }) {
  const { t, locale, list } = reading
  const { ranking } = result
  if (!ranking) return null
  const name = (id: string) => rankedName(reading, result, id)
  const bandOf = (id: string) => ranking.bands?.find(({ ids }) => ids.includes(id))?.letter ?? ''
  const byPlace = [...ranking.options].sort((a, b) => a.rank - b.rank || (name(a.id) < name(b.id) ? -1 : 1))
  return (
    <Details summaryText={t('order.title')}>
      <p className="read">
        {t(`order.${ranking.bands ? 'bands' : severalOrders.includes(result.kind) ? 'no_bands' : 'together'}`, {
          people: formatNumber(ranking.people, locale),
        })}
      </p>
      <Table
        firstCellIsHeader
        head={[
          t('table.answer'),
          ...(ranking.bands ? [t('order.band')] : []),
          { text: t('order.share'), format: 'numeric' },
          ...(ranking.bands ? [{ text: t('order.wobble'), format: 'numeric' as const }] : []),
        ]}
        rows={byPlace.map((option) => [
          <Told key="name" paper={reading.paper}>
            {name(option.id)}
          </Told>,
          ...(ranking.bands ? [bandOf(option.id)] : []),
          {
            text: option.sharePerMille === null ? '–' : formatPerMille(option.sharePerMille, locale),
            format: 'numeric',
          },
          ...(ranking.bands
            ? [
                {
                  text:
                    option.from === option.to
                      ? list('placed.cell_at', { place: option.from })
                      : t('order.range', { from: option.from, to: option.to }),
                  format: 'numeric' as const,
                },
              ]
            : []),
        ])}
      />
      {ranking.otherFirst.length ? (
        <ul className="read">
          {ranking.otherFirst.map(({ method, first }) => (
            <li key={method}>
              <Told paper={reading.paper}>
                {t('order.other', { method: t(`order.methods.${method}`), names: listed(first.map(name), locale) })}
              </Told>
            </li>
          ))}
        </ul>
      ) : (
        <p className="read">{t('order.same')}</p>
      )}
    </Details>
  )
}
