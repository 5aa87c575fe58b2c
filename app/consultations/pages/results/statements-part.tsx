import { listed } from '../../../priorities/pages/reading.ts'
import { Dumbbell } from '../../../ui/charts/dumbbell.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { Table } from '../../../ui/table.tsx'
import type { QuestionResult, StatementGroups, StatementsResult } from '../../results/result.ts'
import { groupOf, itemOf, type Reading } from './reading.ts'
import { Told } from './told.tsx'

type Named = { reading: Reading; statements: StatementsResult; name: (id: string) => string }

/** Common ground among statements and what divides: in words, as a table, by declared groups, then by opinion. */
export function StatementsPart({ reading, result }: { reading: Reading; result: QuestionResult }) {
  const { t, by } = reading
  const { statements } = result
  if (!statements) return null
  const name = (id: string) => t('quoted', { words: itemOf(reading, result.tables[0]!.rows, id) })
  const given = { reading, statements, name }
  const drawn = statements.declared.find(({ dimension }) => dimension === by) ?? statements.declared[0]
  return (
    <>
      <h3>{t('statements.title')}</h3>
      <ul className="read">
        {sentences(given).map((sentence) => (
          <li key={sentence}>
            <Told paper={reading.paper}>{sentence}</Told>
          </li>
        ))}
      </ul>
      <Figures {...given} />
      {drawn ? <Declared {...given} groups={drawn} chart={`groups-${result.key}`} /> : null}
      <Opinion {...given} />
    </>
  )
}

/** What the groups of each cut share most and differ over most, and what remains when leanings are accounted for. */
function sentences({ reading: { t, locale }, statements: { statements, declared }, name }: Named): string[] {
  const found: string[] = []
  if (!declared.some((one) => one.statements.some(({ clear }) => clear))) found.push(t('statements.no_clear'))
  for (const { dimension, statements: own } of declared) {
    const shared = topOf(own, ({ sharedPerMille }) => sharedPerMille)
    const apart = topOf(own, ({ apartPerMille, clear }) => (clear ? apartPerMille : null))
    const what = t(`statements.what.${dimension}`)
    if (shared) found.push(t('statements.shared', { what, name: name(shared.id) }))
    if (apart) {
      const known = apart.agreePerMille.filter((value) => value !== null)
      const [low, high] = [Math.min(...known), Math.max(...known)].map((value) => formatPerMille(value, locale))
      found.push(t('statements.apart', { what, name: name(apart.id), low, high }))
    }
  }
  const bridge = topOf(statements, ({ bridgingHundredths }) => bridgingHundredths)
  if (bridge) found.push(t('statements.bridge', { name: name(bridge.id) }))
  return found
}

/** The one thing of the highest figure; undefined where two share it or nothing is known. */
function topOf<T>(all: readonly T[], of: (one: T) => number | null): T | undefined {
  const known = all.filter((one) => of(one) !== null).sort((a, b) => of(b)! - of(a)!)
  return known[1] && of(known[0]!) === of(known[1]) ? undefined : known[0]
}

function Figures({ reading: { t, locale, paper }, statements: { statements }, name }: Named) {
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  const hundredths = (value: number | null) => numeric(value === null ? '–' : formatNumber(value / 100, locale, 2))
  return (
    <>
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={t('statements.table')}
        caption={t('statements.table')}
        head={[
          t('statements.statement'),
          numeric(t('statements.agree')),
          numeric(t('statements.judged')),
          numeric(t('statements.bridging')),
          numeric(t('statements.leaning')),
        ]}
        rows={statements.map(({ id, judged, agreePerMille, between, bridgingHundredths, leaningHundredths }) => [
          <Told key="name" paper={paper}>
            {name(id)}
          </Told>,
          numeric(
            agreePerMille === null || !between
              ? t('hidden_short')
              : t('statements.between', {
                  share: formatPerMille(agreePerMille, locale),
                  low: formatPerMille(between[0], locale),
                  high: formatPerMille(between[1], locale),
                }),
          ),
          numeric(judged === null ? t('hidden_short') : formatNumber(judged, locale)),
          hundredths(bridgingHundredths),
          hundredths(leaningHundredths),
        ])}
      />
      <p className="meta read">{t('statements.how')}</p>
    </>
  )
}

/** The groups of one cut on every statement, those furthest apart first. */
function Declared({
  reading,
  name,
  groups: { dimension, groups, statements },
  chart,
}: Named & { groups: StatementGroups; chart: string }) {
  const { t, locale, direction } = reading
  const share = (value: number | null) => (value === null ? t('hidden_short') : formatPerMille(value, locale))
  const names = groups.map((id) => groupOf(reading, dimension, id))
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  const ordered = [...statements].sort((a, b) => (b.apartPerMille ?? -1) - (a.apartPerMille ?? -1))
  const caption = t('statements.by', { what: t(`statements.what.${dimension}`) })
  return (
    <Dumbbell
      id={chart}
      title={caption}
      description={t('statements.key')}
      direction={direction}
      caption={caption}
      tableSummary={t('table.summary')}
      maximum={1}
      groups={names}
      rows={ordered
        .filter(({ apartPerMille }) => apartPerMille !== null)
        .map(({ id, agreePerMille }) => {
          const known = agreePerMille.filter((value) => value !== null)
          return {
            label: name(id),
            values: agreePerMille.map((value) => (value === null ? null : value / 1000)),
            text: t('statements.from_to', { low: share(Math.min(...known)), high: share(Math.max(...known)) }),
          }
        })}
      table={{
        firstCellIsHeader: true,
        narrow: 'scroll',
        scrollLabel: caption,
        caption: t('statements.rounded'),
        captionClasses: 'meta',
        head: [
          t('statements.statement'),
          ...names.map(numeric),
          numeric(t('statements.divisive')),
          numeric(t('statements.consensus')),
        ],
        rows: ordered.map(({ id, agreePerMille, apartPerMille, sharedPerMille }) => [
          <Told key="name" paper={reading.paper}>
            {name(id)}
          </Told>,
          ...agreePerMille.map((value) => numeric(share(value))),
          numeric(share(apartPerMille)),
          numeric(share(sharedPerMille)),
        ]),
      }}
    />
  )
}

/** People who vote alike, where the same groups come out of people drawn again; otherwise why there are none. */
function Opinion({ reading: { t, locale, paper }, statements: { opinion }, name }: Named) {
  const gate = opinion && {
    draws: opinion.draws,
    mean: formatNumber(opinion.meanHundredths / 100, locale, 2),
    least: formatNumber(opinion.leastHundredths / 100, locale, 2),
  }
  if (!opinion?.groups) {
    const why = !gate ? 'none' : opinion!.stable ? 'small' : 'unstable'
    const base = paper.results.method.parameters.minBasePct
    return <p className="read">{t(`statements.opinion.${why}`, { ...gate, base })}</p>
  }
  return (
    <>
      <p className="read">{t('statements.opinion.found', { ...gate, count: opinion.groups.length })}</p>
      <ol className="read">
        {opinion.groups.map(({ people, representative }, at) => (
          <li key={`${at + 1}`}>
            {t('statements.opinion.group', { people: formatNumber(people, locale) })}{' '}
            {representative.length ? null : t('statements.opinion.nothing')}
            {(['agree', 'disagree'] as const).flatMap((verdict) => {
              const own = representative.filter(({ by }) => by === verdict)
              const names = own.map(({ id, percent }) =>
                percent === null
                  ? name(id)
                  : t('statements.opinion.share', { name: name(id), share: formatPerMille(percent * 10, locale) }),
              )
              if (!own.length) return []
              return [
                <Told key={verdict} paper={paper}>
                  {t(`statements.opinion.${verdict}`, { names: listed(names, locale) })}
                </Told>,
                ' ',
              ]
            })}
          </li>
        ))}
      </ol>
    </>
  )
}
