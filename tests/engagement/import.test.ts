import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import { codeTable, type ImportCodes, importColumns, readImport } from '../../app/consultations/imports/import.ts'

const codes: ImportCodes = {
  picksMax: 3,
  options: ['roads', 'buses', 'homes', 'jobs'].map((slug, i) => ({
    id: `o-${slug}`,
    title: slug,
    codes: [String(i + 1), slug],
  })),
  areas: [
    { area: { kind: 'district', district: 'd1', forum: null }, name: 'Blaby', codes: ['E07000129', 'Blaby'] },
    { area: { kind: 'district', district: 'd1', forum: 'f1' }, name: 'Blaby North', codes: ['F02', 'Blaby North'] },
  ],
}
const head = 'row_id,channel,area,pick_1,pick_2,pick_3,same,age_band,sex,ethnic_group'
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (...rows: string[]) => readImport(bytes([head, ...rows].join('\n')), codes)
const errors = (...rows: string[]) => {
  const result = read(...rows)
  return result.ok ? [] : result.errors.map(({ line, column, key }) => `${line} ${column} ${key}`)
}

describe('a file of answers', () => {
  test('is read with picks in order, areas by code or name, and what people said of themselves apart', () => {
    const result = read(
      'a1,paper,blaby north,2,roads,04,,65+,female,asian',
      'a2,Event,,NONE,,,,,,',
      'a3,phone,outside,1,2,,yes,,,',
    )
    if (!result.ok) throw new Error(JSON.stringify(result.errors))
    expect(result.rows[0]).toEqual({
      line: 2,
      rowId: 'a1',
      channel: 'paper',
      answers: {
        area: { kind: 'district', district: 'd1', forum: 'f1' },
        picks: ['o-buses', 'o-roads', 'o-jobs'],
        none: false,
        somethingElse: '',
        order: 'places',
        why: '',
      },
      monitoring: { ...noMonitoring, ageBand: '65+', sex: 'female', ethnicGroup: 'asian' },
    })
    expect(result.rows[1]!.answers).toMatchObject({ area: { kind: 'unsaid' }, picks: [], none: true, order: null })
    expect(result.rows[2]!.answers).toMatchObject({ area: { kind: 'outside' }, order: 'same' })
  })

  test('may have a byte-order mark, semicolons and Windows line ends', () => {
    const text = `\ufeff${head.replaceAll(',', ';')}\r\na1;online;E07000129;1;2;;;;;\r\n`
    const result = readImport(bytes(text), codes)
    expect(result.ok && result.rows[0]!.answers.picks).toEqual(['o-roads', 'o-buses'])
  })

  test('has every error named by row and column, several in one row', () => {
    expect(
      errors(
        'a1,pigeon,Atlantis,9,,,,,,',
        'a1,paper,,1,1,,,,,',
        ',paper,,,2,,,,,',
        'a4,,,none,2,,maybe,17,f,martian',
        'a5,paper,,,,,,,,',
        'a6,paper,,1,2,3,4,5,6,7,8',
      ),
    ).toEqual([
      '2 channel unknown_code',
      '2 area unknown_area',
      '2 pick_1 unknown_option',
      '3 row_id row_id_twice',
      '3 pick_2 option_twice',
      '4 row_id row_id_missing',
      '4 pick_2 gap',
      '5 channel channel_missing',
      '5 pick_2 gap',
      '5 pick_1 none_and_picks',
      '5 same unknown_code',
      '5 age_band unknown_code',
      '5 sex unknown_code',
      '5 ethnic_group unknown_code',
      '6 pick_1 no_picks',
      '7  too_many_cells',
      '7 same unknown_code',
      '7 age_band unknown_code',
      '7 sex unknown_code',
      '7 ethnic_group unknown_code',
    ])
  })

  test.each([
    ['not UTF-8', new Uint8Array([0xff, 0xfe, 0x00]), 'not_utf8'],
    ['a spreadsheet with the name of a CSV file', bytes('PK\u0003\u0004[Content_Types].xml'), 'spreadsheet'],
    ['no text', bytes(`${head}\na1,paper,No\0rth,1`), 'not_text'],
    ['an open quotation mark', bytes(`${head}\na1,"paper,,1`), 'not_csv'],
    ['only a head', bytes(head), 'empty'],
    ['nothing', bytes(''), 'column_missing'],
    ['another head', bytes(`${head},name\na1,paper,,1`), 'column_unknown'],
    ['a head twice', bytes(`${head},sex\na1,paper,,1`), 'column_twice'],
  ])('is refused when it is %s', (_, content, key) => {
    const result = readImport(content, codes)
    expect(result.ok ? [] : result.errors.map((error) => error.key)).toContain(key)
  })

  test('numbers its rows as a spreadsheet does, empty ones passed over', () => {
    expect(errors('a1,paper,,1,,,,,,', '', ',,,,,,,,,', 'a2,pigeon,,1,,,,,,')).toEqual(['5 channel unknown_code'])
  })

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        readImport(content, codes)
        readImport(new Uint8Array([...bytes(`${head}\n`), ...content]), codes)
      }),
      { numRuns: 2000 },
    )
  })

  test('gives back every row that was written by its rules', () => {
    const row = fc.record({
      channel: fc.constantFrom('online', 'paper', 'phone', 'event'),
      picks: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4'), { minLength: 1, maxLength: 3 }),
      area: fc.constantFrom('', 'outside', 'F02', 'E07000129'),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const lines = rows.map((r, i) => [`r${i}`, r.channel, r.area, ...[0, 1, 2].map((p) => r.picks[p] ?? '')].join())
        const result = read(...lines)
        if (!result.ok) return false
        return result.rows.every((got, i) => {
          const wanted = rows[i]!.picks.map((n) => codes.options[Number(n) - 1]!.id)
          return got.channel === rows[i]!.channel && got.answers.picks.join() === wanted.join()
        })
      }),
    )
  })

  test('has a template and a table of codes that it accepts itself', () => {
    expect(importColumns(codes).join(',')).toBe(`${head},ethnic_detail,gender,disability`)
    const table = codeTable(codes)
    for (const { code } of table.filter(({ column }) => column === 'pick')) {
      expect(read(`x,paper,,${code},,`).ok).toBe(true)
    }
    for (const { code } of table.filter(({ column }) => column === 'area')) {
      expect(read(`x,paper,${code},1`).ok).toBe(true)
    }
  })
})
