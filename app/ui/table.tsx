import type { ReactNode } from 'react'
import { type Attributes, type Content, type ContentOptions, classNames, contentOptions } from './options.ts'

export type TableCell = ContentOptions & Readonly<{ format?: 'numeric'; colspan?: number; rowspan?: number }>
/** `label` is what a phone shows before each cell of the column, where `text` is not plain words. */
export type TableHead = TableCell & Readonly<{ label?: string }>
export type TableProps = Readonly<{
  rows: ReadonlyArray<ReadonlyArray<Content<TableCell>> | null | undefined | false>
  head?: ReadonlyArray<Content<TableHead>>
  caption?: ReactNode
  captionClasses?: string
  firstCellIsHeader?: boolean
  /**
   * What becomes of it on a narrow screen: `stack` turns each row into a block with the column names beside the
   * values, `scroll` keeps the grid in a region that scrolls (needs `scrollLabel`), `plain` does nothing.
   */
  narrow?: 'stack' | 'scroll' | 'plain'
  scrollLabel?: string
  classes?: string
  attributes?: Attributes
}>

/** A display change takes a table's semantics away in some browsers; roles give them back. */
function roleFor(stacked: boolean, role: string) {
  return stacked ? { role } : {}
}

function Row({
  cells,
  heads,
  firstCellIsHeader,
  stacked,
}: {
  cells: ReadonlyArray<Content<TableCell>>
  heads: ReadonlyArray<TableHead>
  firstCellIsHeader?: boolean
  stacked: boolean
}) {
  return (
    <tr className="govuk-table__row" {...roleFor(stacked, 'row')}>
      {cells.map((given, index) => {
        const cell = contentOptions<TableCell>(given) ?? {}
        const span = { colSpan: cell.colspan || undefined, rowSpan: cell.rowspan || undefined, ...cell.attributes }
        if (index === 0 && firstCellIsHeader) {
          return (
            <th
              key={index}
              scope="row"
              className={classNames('govuk-table__header', cell.classes)}
              {...roleFor(stacked, 'rowheader')}
              {...span}
            >
              {cell.text}
            </th>
          )
        }
        const head = heads[index]
        const label = head?.label ?? (typeof head?.text === 'string' ? head.text : undefined)
        return (
          <td
            key={index}
            className={classNames(
              'govuk-table__cell',
              cell.format && `govuk-table__cell--${cell.format}`,
              cell.classes,
            )}
            data-label={stacked ? label : undefined}
            {...roleFor(stacked, 'cell')}
            {...span}
          >
            {stacked ? <div className="table-stack__value">{cell.text}</div> : cell.text}
          </td>
        )
      })}
    </tr>
  )
}

/** Rows and columns. A table with a head becomes blocks on a phone unless `narrow` says otherwise. */
export function Table(props: TableProps) {
  const heads = props.head?.map((given) => contentOptions<TableHead>(given) ?? {}) ?? []
  const narrow = props.narrow ?? (heads.length > 0 ? 'stack' : 'plain')
  const stacked = narrow === 'stack'
  const table = (
    <table
      className={classNames('govuk-table', stacked && 'table-stack', props.classes)}
      {...roleFor(stacked, 'table')}
      {...props.attributes}
    >
      {props.caption ? (
        <caption className={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
      ) : null}
      {props.head ? (
        <thead className="govuk-table__head" {...roleFor(stacked, 'rowgroup')}>
          <tr className="govuk-table__row" {...roleFor(stacked, 'row')}>
            {heads.map((cell, index) => (
              <th
                key={index}
                scope="col"
                className={classNames(
                  'govuk-table__header',
                  cell.format && `govuk-table__header--${cell.format}`,
                  cell.classes,
                )}
                {...roleFor(stacked, 'columnheader')}
                colSpan={cell.colspan || undefined}
                rowSpan={cell.rowspan || undefined}
                {...cell.attributes}
              >
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody className="govuk-table__body" {...roleFor(stacked, 'rowgroup')}>
        {props.rows.map((row, index) =>
          row ? (
            <Row key={index} cells={row} heads={heads} firstCellIsHeader={props.firstCellIsHeader} stacked={stacked} />
          ) : null,
        )}
      </tbody>
    </table>
  )
  if (narrow !== 'scroll') return table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={props.scrollLabel}>
      {table}
    </section>
  )
}
