import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Dumbbell } from '../../app/ui/charts/dumbbell.tsx'
import { HeardBars } from '../../app/ui/charts/heard-bars.tsx'
import { MinutesBar } from '../../app/ui/charts/minutes-bar.tsx'
import { placeIn, roundMaximum } from '../../app/ui/charts/place.ts'
import { RagHistory } from '../../app/ui/charts/rag-history.tsx'
import { RankLine } from '../../app/ui/charts/rank-line.tsx'
import { RankStrip } from '../../app/ui/charts/rank-strip.tsx'
import { ShareBars } from '../../app/ui/charts/share-bars.tsx'
import type { Direction } from '../../app/ui/shell.tsx'
import { parse } from './html.ts'

const words = (direction: Direction) => ({ id: 'c', title: 'Name', description: 'What it shows', direction })

const heard = (direction: Direction) => (
  <HeardBars
    {...words(direction)}
    maximum={0.5}
    head={{ group: 'Group', answered: 'Answered', lives: 'Live here' }}
    groups={[
      { label: 'Under 30', answered: 0.1, lives: 0.25, text: '10 of 25%', answeredText: '10%', livesText: '25%' },
      { label: 'Other', answered: null, lives: 0.01, text: 'too few', answeredText: 'Too few', livesText: '1%' },
    ]}
  />
)

const history = (direction: Direction) => (
  <RagHistory
    {...words(direction)}
    head={{ date: 'Date', status: 'State', note: 'Why' }}
    statusWords={{ red: 'Off', amber: 'Risk', green: 'On', done: 'Done', 'not-reported': 'None' }}
    reports={[
      { at: '2026-01-01', status: 'green', dateText: '1 January 2026', note: 'a' },
      { at: '2026-04-01', status: 'red', dateText: '1 April 2026', note: 'b' },
    ]}
    until="2026-07-01"
    untilText="Today"
  />
)

const minutes = (direction: Direction, each: number) => (
  <MinutesBar
    {...words(direction)}
    head={{ number: 'No.', item: 'Item', minutes: 'Minutes' }}
    items={[
      { label: 'First', minutes: each, text: String(each) },
      { label: 'Second', minutes: each, text: String(each) },
    ]}
    limit={{ minutes: 60, text: '60 minutes' }}
    total={{ label: 'Total', text: String(2 * each) }}
  />
)

const dumbbell = (direction: Direction) => (
  <Dumbbell
    {...words(direction)}
    head={{ label: 'Issue' }}
    groups={['Young', 'Old']}
    rows={[{ label: 'Homes', values: [0.4, null], texts: ['40%', 'Too few'] }]}
  />
)

const shares = (direction: Direction) => (
  <ShareBars
    {...words(direction)}
    head={{ label: 'Issue', share: 'Share' }}
    rows={[{ label: 'Homes', share: 0.4, text: '40%' }]}
  />
)

const strip = (direction: Direction) => (
  <RankStrip
    {...words(direction)}
    legend={{ place: 'This list', others: 'Other ways' }}
    table={{ head: ['Issue', 'Borda'], rows: [['Homes', '2nd']] }}
    rows={[
      { label: 'Homes', place: 1, others: [1, 2, 2], text: '1st to 2nd' },
      { label: 'Roads', place: 2, others: [2, 2, 2], text: '2nd' },
      { label: 'Buses', place: 3, others: [3, 1, 3], text: '1st to 3rd' },
    ]}
  />
)

const draw = (chart: ReactElement) => parse(renderToStaticMarkup(chart))
const number = (value: string | null | undefined) => Number.parseFloat(value ?? 'NaN')

const figures: [string, (direction: Direction) => ReactElement][] = [
  ['heard-bars', heard],
  ['share-bars', shares],
  ['dumbbell', dumbbell],
  ['rank-strip', strip],
  ['rag-history', history],
  ['minutes-bar', (direction) => minutes(direction, 30)],
]

describe.each(figures)('%s', (_name, chart) => {
  it.each(['ltr', 'rtl'] as const)('says in words and in a table what it shows, %s', (direction) => {
    const figure = draw(chart(direction)).querySelector('figure')
    const picture = figure?.querySelector('svg[role=img]')
    expect(picture?.getAttribute('aria-labelledby')).toBe('c-title c-desc')
    expect(picture?.querySelector('#c-title')?.textContent).toBe('Name')
    expect(picture?.querySelector('#c-desc')?.textContent).toBe('What it shows')
    expect(figure?.querySelectorAll('tbody tr').length).toBeGreaterThan(0)
    expect(figure?.innerHTML).not.toMatch(/NaN|Infinity|undefined|style=/)
  })
})

describe('who answered', () => {
  it('draws the bar to the share and the line to the census', () => {
    const rects = [...draw(heard('ltr')).querySelectorAll('rect')]
    const [track, bar] = rects
    expect(number(bar?.getAttribute('width')) / number(track?.getAttribute('width'))).toBeCloseTo(0.2, 5)
    const lines = draw(heard('ltr')).querySelectorAll('line')
    expect(number(lines[0]?.getAttribute('x1')) / number(track?.getAttribute('width'))).toBeCloseTo(0.5, 5)
  })

  it('puts a text that a phone has no room for above its bar, never beside it', () => {
    const long = draw(
      <HeardBars
        id="pool"
        title="Pool"
        description="The pool"
        direction="ltr"
        head={{ group: 'Group', answered: 'Pool', lives: 'Seats' }}
        groups={[
          {
            label: 'Women',
            answered: 0.4,
            lives: 0.5,
            text: '24 for 11 to 13 seats',
            answeredText: '24',
            livesText: '12',
          },
          { label: 'Men', answered: 0.6, lives: 0.5, text: '36', answeredText: '36', livesText: '12' },
        ]}
      />,
    )
    expect(long.querySelectorAll('.chart__value')).toHaveLength(0)
    expect([...long.querySelectorAll('.chart__label')].map((label) => label.textContent)).toEqual([
      'Women',
      '24 for 11 to 13 seats',
      'Men',
      '36',
    ])
    expect(long.querySelector('.chart__track')?.getAttribute('width')).toBe('100%')
  })

  it('leaves an empty track where too few answered', () => {
    expect(draw(heard('ltr')).querySelectorAll('.chart__bar')).toHaveLength(1)
    expect(draw(heard('ltr')).querySelectorAll('.chart__track')).toHaveLength(2)
    expect(draw(heard('ltr')).querySelector('tbody')?.textContent).toContain('Too few')
  })

  it('is mirrored right to left', () => {
    const bar = (direction: Direction) => draw(heard(direction)).querySelector('.chart__bar')
    const [left, right] = [bar('ltr'), bar('rtl')]
    expect(right?.getAttribute('width')).toBe(left?.getAttribute('width'))
    const end = number(right?.getAttribute('x')) + number(right?.getAttribute('width'))
    expect(end).toBeCloseTo(100 - number(left?.getAttribute('x')), 3)
  })
})

describe('the line of places', () => {
  const line = (direction: Direction, from: number, to: number, rank: number) =>
    draw(<RankLine {...words(direction)} from={from} to={to} rank={rank} options={12} />)

  it('puts the first place at the reading edge', () => {
    expect(line('ltr', 1, 1, 1).querySelector('circle')?.getAttribute('cx')).toBe('10')
    expect(line('rtl', 1, 1, 1).querySelector('circle')?.getAttribute('cx')).toBe('230')
    expect(line('ltr', 12, 12, 12).querySelector('circle')?.getAttribute('cx')).toBe('230')
  })

  it('draws a stretch only where places differ', () => {
    expect(line('ltr', 1, 1, 1).querySelector('.rank-line__range')).toBeNull()
    const range = line('ltr', 3, 7, 4).querySelector('.rank-line__range')
    expect([range?.getAttribute('x1'), range?.getAttribute('x2')]).toEqual(['50', '130'])
  })
})

describe('minutes', () => {
  it('hatches only what runs over', () => {
    const over = (each: number) => draw(minutes('ltr', each)).querySelector('[fill^="url("]')
    expect(over(30)).toBeNull()
    expect(number(over(40)?.getAttribute('width'))).toBeCloseTo(25, 3)
    expect(number(over(40)?.getAttribute('x'))).toBeCloseTo(75, 3)
  })
})

describe('groups of an option', () => {
  it('draws no shape for what is not published and no span for one group', () => {
    const row = draw(dumbbell('ltr')).querySelector('.chart__picture')
    expect(row?.querySelectorAll('svg')).toHaveLength(1)
    expect(row?.querySelector('.chart__span')).toBeNull()
  })
})

describe('groups of an option with their ranges', () => {
  const lanes = (direction: Direction) =>
    draw(
      <Dumbbell
        {...words(direction)}
        groups={['Young', 'Old', 'Few']}
        table={{ rows: [['Homes', '40%']] }}
        rows={[{ label: 'Homes', values: [0.4, 0.2, null], ranges: [[0.3, 0.5], [0.1, 0.3], null], text: '20 to 40%' }]}
      />,
    )

  it('give every group a line of its own, over the stretch between the outermost', () => {
    const picture = lanes('ltr').querySelector('.chart__picture')
    const ranges = [...(picture?.querySelectorAll('.chart__range') ?? [])]
    expect(ranges).toHaveLength(2)
    expect(new Set(ranges.map((range) => range.getAttribute('y1'))).size).toBe(2)
    const [from, to] = ['x1', 'x2'].map((edge) => number(ranges[0]?.getAttribute(edge)))
    const mark = number(picture?.querySelector('g > g > svg')?.getAttribute('x'))
    expect(mark).toBeGreaterThan(from as number)
    expect(mark).toBeLessThan(to as number)
    expect(picture?.querySelectorAll('.chart__track')).toHaveLength(1)
  })
})

describe('places by other ways of counting', () => {
  it('marks each place once, and none beside the list’s own where no way differs', () => {
    const picture = draw(strip('ltr')).querySelector('.chart__picture')
    const marks = (kind: string) => [...(picture?.querySelectorAll(`.mark--${kind}`) ?? [])]
    expect(marks('full')).toHaveLength(3)
    expect(marks('hollow')).toHaveLength(2)
    const x = (mark: { getAttribute(name: string): string | null } | null | undefined) =>
      number(mark?.getAttribute('cx'))
    expect(x(marks('full')[0])).toBe(x(marks('hollow')[1]))
    const mirrored = draw(strip('rtl')).querySelector('.chart__picture .mark--full')
    expect(x(mirrored)).toBeGreaterThan(x(marks('full')[2]))
  })
})

describe('progress', () => {
  it('goes down a lane when it gets worse and ends at now', () => {
    const steps = [...draw(history('ltr')).querySelectorAll('.chart__step line')]
    const y = steps.map((step) => number(step.getAttribute('y2')))
    expect(y[1]).toBeGreaterThan(y[0] as number)
    expect(steps.at(-1)?.getAttribute('x2')).toBe('97%')
  })
})

describe('places on a picture', () => {
  it('mirror, and never leave the plot', () => {
    const ltr = placeIn([0, 10], 'ltr')
    const rtl = placeIn([0, 10], 'rtl')
    expect([ltr.left(2), ltr.width(3), ltr.left(20)]).toEqual(['20%', '30%', '100%'])
    expect([rtl.left(2), rtl.left(2, 3), rtl.left(0, 10)]).toEqual(['80%', '50%', '0%'])
  })

  it('round the longest bar up', () => {
    expect(roundMaximum([0.54, 0.2])).toBe(0.6)
    expect(roundMaximum([])).toBe(1)
    expect(roundMaximum([0])).toBe(1)
  })
})
