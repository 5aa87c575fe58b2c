import { Band, BandOption } from '../band.tsx'
import { Dumbbell } from '../charts/dumbbell.tsx'
import { HeardBars } from '../charts/heard-bars.tsx'
import { MinutesBar } from '../charts/minutes-bar.tsx'
import { RagHistory } from '../charts/rag-history.tsx'
import { RankLine } from '../charts/rank-line.tsx'
import { ShareBars } from '../charts/share-bars.tsx'
import { formatDate } from '../dates.ts'
import { formatNumber, formatPerMille } from '../numbers.ts'
import { DeskFigure, DeskPage, DeskSection, PaperPage, ResidentPage } from '../page-kinds.tsx'
import type { Side, Specimen } from './components-samples.ts'

const frame = ({ id, direction }: Side, name: string, title: string, description: string) => ({
  id: id(name),
  title,
  description,
  direction,
})

function List({ side }: { side: Side }) {
  const { t, locale } = side
  const line = (name: string, title: string, from: number, to: number, rank: number) => (
    <RankLine {...frame(side, name, title, t.placedDescription)} from={from} to={to} rank={rank} options={12} />
  )
  const share = (perMille: number) => formatPerMille(perMille, locale)
  return (
    <>
      <Band letter="A" heading={t.bandA}>
        <BandOption
          name={t.doctor}
          href="#doctor"
          note={t.placedFirst}
          picture={line('rank-doctor', t.placedFirst, 1, 1, 1)}
          share={share(541)}
          shareNote={t.inThree}
        />
      </Band>
      <Band letter="B" heading={t.bandB}>
        <BandOption
          name={t.buses}
          href="#buses"
          note={t.placed}
          picture={line('rank-buses', t.placed, 3, 7, 4)}
          share={share(280)}
        />
        <BandOption
          name={t.homes}
          href="#homes"
          note={t.placed}
          picture={line('rank-homes', t.placed, 3, 7, 5)}
          share={share(262)}
        />
      </Band>
    </>
  )
}

function Heard({ side }: { side: Side }) {
  const { t } = side
  const group = (label: string, answered: number | null, lives: number, text: string) => ({
    label,
    answered,
    lives,
    text,
    answeredText: answered === null ? t.tooFew : formatPerMille(answered * 1000, side.locale),
    livesText: formatPerMille(lives * 1000, side.locale),
  })
  return (
    <HeardBars
      {...frame(side, 'heard', t.heard, t.heardText)}
      caption={t.heardCaption}
      tableSummary={t.asTable}
      head={{ group: t.group, answered: t.answered, lives: t.lives }}
      groups={[
        group(t.young, 0.06, 0.2, t.youngText),
        group(t.middle, 0.17, 0.22, t.middleText),
        group(t.old, 0.4, 0.25, t.oldText),
        group(t.black, null, 0.01, t.fewText),
      ]}
    />
  )
}

function Shares({ side }: { side: Side }) {
  const { t } = side
  const row = (label: string, share: number, marker: number) => ({
    label,
    share,
    marker,
    text: formatPerMille(share * 1000, side.locale),
    markerText: formatPerMille(marker * 1000, side.locale),
  })
  return (
    <ShareBars
      {...frame(side, 'shares', t.shares, t.sharesText)}
      head={{ label: t.issue, share: t.weighted, marker: t.unweighted }}
      rows={[row(t.doctor, 0.54, 0.51), row(t.buses, 0.28, 0.31), row(t.homes, 0.26, 0.2)]}
    />
  )
}

function Apart({ side }: { side: Side }) {
  const { t } = side
  const row = (label: string, values: (number | null)[]) => ({
    label,
    values,
    texts: values.map((value) => (value === null ? t.tooFew : formatPerMille(value * 1000, side.locale))),
  })
  return (
    <Dumbbell
      {...frame(side, 'apart', t.dumbbell, t.dumbbellText)}
      tableSummary={t.asTable}
      head={{ label: t.issue }}
      groups={[t.young, t.middle, t.old]}
      rows={[row(t.homes, [0.38, 0.29, 0.15]), row(t.buses, [0.25, null, 0.31]), row(t.doctor, [0.5, 0.52, 0.58])]}
    />
  )
}

function History({ side }: { side: Side }) {
  const { t, locale } = side
  const report = (at: string, status: 'green' | 'amber' | 'red' | 'not-reported', note: string) => ({
    at,
    status,
    note,
    dateText: formatDate(at, locale),
  })
  return (
    <RagHistory
      {...frame(side, 'history', t.history, t.historyText)}
      tableSummary={t.asTable}
      head={{ date: t.date, status: t.status, note: t.note }}
      statusWords={{ red: t.red, amber: t.amber, green: t.green, done: t.done, 'not-reported': t.notReported }}
      reports={[
        report('2026-01-15', 'green', t.noteOne),
        report('2026-04-15', 'amber', t.noteTwo),
        report('2026-07-15', 'red', t.noteThree),
        report('2026-10-15', 'not-reported', t.noteFour),
      ]}
      until="2026-11-22"
      untilText={t.today}
    />
  )
}

function Agenda({ side }: { side: Side }) {
  const { t, locale } = side
  const item = (label: string, minutes: number) => ({ label, minutes, text: formatNumber(minutes, locale) })
  return (
    <MinutesBar
      {...frame(side, 'agenda', t.agenda, t.agendaText)}
      head={{ number: t.number, item: t.item, minutes: t.minutes }}
      items={[item(t.itemOne, 5), item(t.itemTwo, 25), item(t.itemThree, 25), item(t.itemFour, 15)]}
      limit={{ minutes: 60, text: t.limit }}
      total={{ label: t.total, text: formatNumber(70, locale) }}
    />
  )
}

function Desk({ side: { t, id } }: { side: Side }) {
  return (
    <DeskPage
      title={t.desk}
      where={t.deskWhere}
      figures={
        <>
          <DeskFigure figure="3" text={t.late} kind="late" href="#late" />
          <DeskFigure figure="12" text={t.due} kind="due" />
          <DeskFigure figure="17" text={t.now} kind="now" />
        </>
      }
    >
      <DeskSection title={t.today} id={id('today')}>
        <ol className="desk-run">
          <li className="done">
            <bdi>15:10</bdi> {t.runOne} <span>✓</span>
          </li>
          <li className="now">
            <bdi>15:40</bdi> {t.runTwo} <span>{t.left}</span>
          </li>
          <li>
            <bdi>15:55</bdi> {t.runThree} <span>10</span>
          </li>
        </ol>
      </DeskSection>
    </DeskPage>
  )
}

export const chartSpecimens: readonly Specimen[] = [
  { name: 'Band, BandOption, RankLine', draw: (side) => <List side={side} /> },
  { name: 'HeardBars', draw: (side) => <Heard side={side} /> },
  { name: 'ShareBars', draw: (side) => <Shares side={side} /> },
  { name: 'Dumbbell', draw: (side) => <Apart side={side} /> },
  { name: 'RagHistory', draw: (side) => <History side={side} /> },
  { name: 'MinutesBar', draw: (side) => <Agenda side={side} /> },
  {
    name: 'ResidentPage',
    draw: ({ t }) => (
      <ResidentPage back={{ href: '#back', text: t.back }} where={t.where} title={t.question} lede={t.questionHint}>
        <p>{t.detailsText}</p>
      </ResidentPage>
    ),
  },
  {
    name: 'PaperPage',
    draw: ({ t }) => (
      <PaperPage version={t.paperVersion} title={t.consultation} lede={t.paperLede}>
        <p>{t.provenanceText}</p>
      </PaperPage>
    ),
  },
  { name: 'DeskPage, DeskFigure, DeskSection', draw: (side) => <Desk side={side} /> },
]
