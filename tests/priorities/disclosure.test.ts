import fc from 'fast-check'
import loadHighs from 'highs'
import { describe, expect, it } from 'vitest'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { differencingAudit, type PublishedSet } from '../../app/priorities/differencing.ts'
import {
  auditTable,
  hesRule,
  mayStand,
  oneToSeven,
  roundTo,
  suppress,
  suppressLine,
} from '../../app/priorities/disclosure.ts'
import { generator } from '../../app/priorities/generator.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'
import { propertyRuns } from '../support/runs.ts'

/** A table like those of a release: a few groups by a few options, sparse or full. */
const table = fc
  .record({
    seed: fc.nat(),
    rows: fc.integer({ min: 2, max: 6 }),
    columns: fc.integer({ min: 2, max: 8 }),
    size: fc.integer({ min: 2, max: 60 }),
  })
  .map(({ seed, rows, columns, size }) => {
    const random = generator(seed)
    return Array.from({ length: rows }, () => {
      const scale = 1 + random.below(size)
      return Array.from({ length: columns }, () => random.below(scale))
    })
  })

describe('suppression with complements', () => {
  it('leaves no hidden cell in a range narrower than five, on 1,000 random tables', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(5, 10), (counts, threshold) => {
        const { hidden, exposed } = suppress({ counts, threshold })
        expect(exposed).toEqual([])
        for (const range of auditTable(counts, hidden)) expect(range.high - range.low).toBeGreaterThanOrEqual(5)
        counts.forEach((line, row) => {
          line.forEach((count, column) => {
            if (count < threshold) expect(hidden[row]![column]).toBe(true)
          })
        })
      }),
      { numRuns: propertyRuns(1000) },
    )
  })

  it('with totals published elsewhere, exposes only what a total under five gives away by itself', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const { hidden, exposed } = suppress({ counts, threshold: 10, fixedTotals: true })
        const named = new Set(exposed.map(({ row, column }) => `${row} ${column}`))
        for (const { row, column, low, high } of auditTable(counts, hidden)) {
          if (high - low < 5) expect(named).toContain(`${row} ${column}`)
        }
        expect(hidden.at(-1)!.some(Boolean)).toBe(false)
        for (const { row, column } of exposed) {
          const inRow = counts[row]!.reduce((sum, count) => sum + count, 0)
          const inColumn = counts.reduce((sum, line) => sum + line[column]!, 0)
          const rowHidden = counts[row]!.every((_, at) => hidden[row]![at])
          const columnHidden = counts.every((_, at) => hidden[at]![column])
          expect(Math.min(inRow, inColumn) < 5 || rowHidden || columnHidden).toBe(true)
        }
      }),
      { numRuns: propertyRuns(500) },
    )
  })

  it('would be unsafe with the small cells alone', () => {
    const counts = [
      [12, 45, 38, 22],
      [3, 31, 27, 14],
      [18, 52, 41, 2],
      [9, 28, 33, 16],
    ]
    const { hidden, primary } = suppress({ counts, threshold: 5, hideZero: false })
    expect(auditTable(counts, primary).map(({ low, high }) => high - low)).toEqual([0, 0])
    expect(hidden.slice(0, 4).map((row) => row.slice(0, 4).map(Number).join(''))).toEqual([
      '0000',
      '1001',
      '1001',
      '0000',
    ])
    expect(auditTable(counts, hidden)).toContainEqual({ row: 1, column: 0, low: 1, high: 17 })
  })

  it('agrees with linear programming on what can be worked out', async () => {
    const highs = await loadHighs()
    const random = generator(77)
    for (let trial = 0; trial < 25; trial++) {
      const counts = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => random.below(25)))
      const hidden = Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => false))
      for (let row = 0; row < 3; row++)
        for (let column = 0; column < 4; column++) hidden[row]![column] = random.below(3) === 0
      const cell = (row: number, column: number) => `x${row}_${column}`
      const open = counts.flatMap((line, row) =>
        line.flatMap((_, column) => (hidden[row]![column] ? [[row, column] as const] : [])),
      )
      const constraint = (name: string, cells: (readonly [number, number])[]) =>
        cells.length === 0
          ? ''
          : ` ${name}: ${cells.map(([r, c]) => cell(r, c)).join(' + ')} = ${cells.reduce((sum, [r, c]) => sum + counts[r]![c]!, 0)}\n`
      const lines = [0, 1, 2].map((row) =>
        constraint(
          `r${row}`,
          open.filter(([r]) => r === row),
        ),
      )
      const sums = [0, 1, 2, 3].map((column) =>
        constraint(
          `c${column}`,
          open.filter(([, c]) => c === column),
        ),
      )
      for (const { row, column, low, high } of auditTable(counts, hidden)) {
        const solve = (sense: string) =>
          highs.solve(`${sense}\n obj: ${cell(row, column)}\nSubject To\n${lines.join('')}${sums.join('')}End`)
            .ObjectiveValue
        expect(Math.round(solve('Minimize'))).toBe(low)
        expect(Math.round(solve('Maximize'))).toBe(high)
      }
    }
  })

  it('hides a second group where one alone could be subtracted', () => {
    expect(suppressLine([8, 40, 15, 100], 10)).toEqual([true, false, true, false])
    expect(suppressLine([0, 1, 2, 50], 10)).toEqual([true, true, true, true])
    expect(suppressLine([12, 40], 10)).toEqual([false, false])
    expect(suppressLine([3], 10)).toEqual([true])
  })
})

describe('rounding', () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 5],
    [12, 10],
    [13, 15],
    [97, 95],
    [98, 100],
  ])('%s to %s', (count, rounded) => {
    expect(roundTo(count, 5)).toBe(rounded)
  })

  it('follows the hospital statistics rule: nothing, star, nearest five', () => {
    expect([0, 1, 7, 8, 12, 13].map(hesRule)).toEqual([0, '*', '*', 10, 10, 15])
  })
})

describe('a whole list by the other common rule', () => {
  const rows = modelRows(5, 300)
  const list = choiceList({ ...modelInput(rows), settings: { draws: 100, ...oneToSeven } })

  it('shows of every group nothing, a star, or a count to the nearest five, districts too, and zero as zero', () => {
    expect(list.method.parameters).toMatchObject(oneToSeven)
    const cells = list.crossTabs.flatMap(({ dimension, groups }) =>
      groups.flatMap(({ id, base, counts }) => {
        const own = rows.filter((row) => (row[dimension] ?? 'not-stated') === id)
        const exact = counts.map((_, option) => own.filter(({ picks }) => picks.includes(option)).length)
        return [{ shown: base, exact: own.length }, ...counts.map((shown, at) => ({ shown, exact: exact[at]! }))]
      }),
    )
    for (const { shown, exact } of cells) {
      expect(shown === null || shown === hesRule(exact)).toBe(true)
      expect(shown === null || mayStand(shown, true, oneToSeven)).toBe(true)
    }
    expect(cells.some(({ shown, exact }) => shown === 0 && exact === 0)).toBe(true)
    expect(cells.some(({ shown, exact }) => shown === null && exact > 0 && exact < 8)).toBe(true)
    expect(list.crossTabs.every(({ rounded }) => rounded)).toBe(true)
    const { counts, rowTotals, columnTotals } = list.districtByChannel
    const people = list.coverage.flatMap(({ groups }) => groups.map((group) => group.people))
    for (const count of [...counts.flat(), ...rowTotals, ...columnTotals, ...people])
      expect(count === null || mayStand(count, true, oneToSeven)).toBe(true)
  })

  it('hides what would pin a star down, because the totals of a list stay exact', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const { minCell } = oneToSeven
        const given = { counts, threshold: minCell, width: minCell, hideZero: false, fixedTotals: true }
        const { hidden, exposed } = suppress(given)
        const named = new Set(exposed.map(({ row, column }) => `${row} ${column}`))
        // A star is never of nobody, so that a range from nothing up is one narrower to who knows the rule.
        for (const { row, column, low, high } of auditTable(counts, hidden))
          if (high - Math.max(1, low) < 5) expect(named).toContain(`${row} ${column}`)
      }),
      { numRuns: propertyRuns(300) },
    )
  })

  it('is nowhere in a list that does not ask for it, and is refused by any other name', () => {
    const usual = choiceList({ ...modelInput(rows), settings: { draws: 100 } })
    expect(Object.keys(usual.method.parameters)).not.toContain('smallNumbers')
    const other = { draws: 100, smallNumbers: 'none' as 'one-to-seven' }
    expect(() => choiceList({ ...modelInput(rows), settings: other })).toThrow(/smallNumbers/)
  })
})

describe('differencing', () => {
  const set = (name: string, members: number[], base = members.length): PublishedSet => ({
    name,
    members: new Set(members),
    counts: { base },
  })
  const roll = Array.from({ length: 40 }, (_, at) => at)

  it('finds the one person between two releases, and nothing in disjoint or far apart ones', () => {
    expect(differencingAudit([set('before', roll), set('after', roll.slice(1))], 10)).toEqual([
      { larger: 'before', smaller: 'after', count: 'base', people: 1 },
    ])
    expect(differencingAudit([set('a', roll.slice(0, 20)), set('b', roll.slice(20)), set('all', roll)], 10)).toEqual([])
    expect(differencingAudit([set('same', roll), set('again', roll)], 10)).toEqual([])
  })

  it('finds no person between any two sets of one release, on random consultations', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = generator(seed)
      const rows = modelRows(seed, 300 + random.below(1500)).map((row) => ({
        ...row,
        cluster: random.below(20) === 0 ? 'campaign' : null,
        flaggedDuplicate: random.below(30) === 0,
        sex: random.below(9) === 0 ? null : row.sex,
      }))
      expect(differencingAudit(releaseOf(rows), 10)).toEqual([])
    }
  })
})

/** Every exact figure of a release with the people behind it. */
function releaseOf(rows: ReturnType<typeof modelRows>): PublishedSet[] {
  const list = choiceList({ ...modelInput(rows), settings: { draws: 100 } })
  const where = (holds: (row: (typeof rows)[number]) => boolean) =>
    new Set(rows.flatMap((row, at) => (holds(row) ? [at] : [])))
  const sets: PublishedSet[] = [{ name: 'everybody', members: where(() => true), counts: { base: list.base } }]
  const add = (name: string, members: Set<number>, base: number | null) => {
    if (base !== null) sets.push({ name, members, counts: { base } })
  }
  for (const { margin, groups } of list.coverage) {
    for (const { id, people } of groups) {
      const [first, second] = id.split('|')
      const said = (value: string | null, wanted: string) => (value ?? 'not-stated') === wanted
      if (margin === 'ageSex')
        add(
          id,
          where((row) => said(row.ageBand, first!) && said(row.sex, second!)),
          people,
        )
      else
        add(
          `${margin} ${id}`,
          where((row) => said(row[margin] ?? null, id)),
          people,
        )
    }
  }
  list.districtByChannel.rows.forEach((district, row) => {
    list.districtByChannel.columns.forEach((channel, column) => {
      const members = where((each) => each.district === district && each.channel === channel)
      add(`${district} ${channel}`, members, list.districtByChannel.counts[row]![column]!)
    })
  })
  for (const { name, base, unweighted } of list.variants) {
    const leaves = (row: (typeof rows)[number]) =>
      (name !== 'without-duplicates' && row.cluster !== null) || (name !== 'without-campaigns' && row.flaggedDuplicate)
    if (unweighted)
      add(
        name,
        where((row) => !leaves(row)),
        base,
      )
  }
  return sets
}
