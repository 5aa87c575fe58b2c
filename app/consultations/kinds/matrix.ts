import { z } from 'zod'
import { fromRatings } from '../../priorities/instruments.ts'
import {
  choicesShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  inOrder,
  kindOf,
  nothing,
  taken,
  unsure,
  wrongs,
} from './kind.ts'

const config = z.object({
  rows: choicesShape(15),
  columns: choicesShape(7),
  /** The columns go from least to most: then the rows can be put in an order from it. */
  scale: z.boolean().default(false),
  random: z.boolean().default(false),
})
/** Column by row; a row that its respondent was not sure about has `unsure`. */
const value = z.object({ rows: z.array(z.tuple([idShape, idShape])) })

/** Several things asked about in the same words. On a narrow screen each row is a question of its own. */
export const matrix = kindOf({
  config,
  value,
  textIds: ({ rows, columns }) => [...choiceTexts(rows), ...choiceTexts(columns)],
  field: ({ name, config: { rows, random }, seed }) => `${name}-${inOrder(rows, random, seed)[0]!.id}`,
  read(sent, { name, config: { rows, columns }, unsure: mayBeUnsure }) {
    const given = rows.map(({ id }): [string, string] => [id, first(sent, `${name}-${id}`)])
    if (given.every(([, column]) => column === '')) return nothing
    const troubles = given.flatMap(([id, column]) => {
      const field = `${name}-${id}`
      if (column === '') return [{ field, key: mayBeUnsure ? 'each_row_unsure' : 'each_row' }]
      const known = indexOf(columns, column) >= 0 || (mayBeUnsure && column === unsure)
      return known ? [] : [{ field, key: 'unknown' }]
    })
    return troubles.length ? wrongs(troubles) : taken({ rows: given })
  },
  typed: ({ value: { rows } }, { name }) => Object.fromEntries(rows.map(([id, column]) => [`${name}-${id}`, [column]])),
  fits: (said, { rows, columns }) =>
    said.rows.length === rows.length &&
    said.rows.every(([row, column]) => indexOf(rows, row) >= 0 && (column === unsure || indexOf(columns, column) >= 0)),
  summary: (said, { rows, columns }) => ({
    lines: said.rows.map(([row, column]) => ({
      text: rows[indexOf(rows, row)]?.title,
      value: column === unsure ? { words: 'unsure' } : { text: columns[indexOf(columns, column)]?.title ?? column },
    })),
  }),
  says: (said) => said.rows.map(([row, column]) => `${row}:${column}`),
  rankable: ({ rows, scale }) => (scale ? rows : []),
  ballots(said, { rows, columns, scale }) {
    const ratings = rows.map(({ id }) => {
      const column = said.rows.find(([row]) => row === id)?.[1]
      const at = column === undefined ? -1 : indexOf(columns, column)
      return at < 0 ? null : at
    })
    return scale && ratings.some((rating) => rating !== null) ? [fromRatings(ratings, [0, columns.length - 1])] : []
  },
  seconds: ({ rows }) => 8 + 6 * rows.length,
})
