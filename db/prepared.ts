import { CompiledQuery } from 'kysely'
import { type Handle, isSqlite, plannedOnce, readingStatementsOf, statementsOf } from './connect.ts'

/** Stands for a value in a query that is built before the value is known. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Values<V> = { [K in keyof V]-?: V[K] }
type Built<R> = { compile(): CompiledQuery<R> }
type Run<V, R> = (handle: Handle, values: V) => Promise<{ rows: R[]; changed: number }>

/**
 * A query that is asked for every answer or every page, built once and not each time: building one and writing its text
 * takes longer than the database does. `build` is handed a place for each value by its name, to be used as the value
 * would be, and must give the same query whatever the values are.
 */
export function prepared<V extends object, R>(build: (handle: Handle, values: Values<V>) => Built<R>): Run<V, R> {
  const texts: { sqlite?: Ready; postgres?: Ready } = {}
  return async (handle, values) => {
    const kind = isSqlite(handle) ? 'sqlite' : 'postgres'
    texts[kind] ??= ready(build(handle, places as Values<V>).compile(), kind === 'sqlite' ? '' : plannedOnce)
    const { query, wanted, reads } = texts[kind]
    const parameters = wanted.map((one) => (one instanceof Place ? (values as Record<string, unknown>)[one.name] : one))
    const statements = statementsOf(handle) ?? (reads ? readingStatementsOf(handle) : undefined)
    const statement = statements?.prepare(query.sql)
    if (statement?.reader) return { rows: statement.all(parameters) as R[], changed: 0 }
    if (statement) return { rows: [], changed: Number(statement.run(parameters).changes) }
    const { rows, numAffectedRows = 0n } = await handle.executeQuery<R>({ ...query, parameters } as CompiledQuery<R>)
    return { rows, changed: Number(numAffectedRows) }
  }
}

interface Ready {
  query: CompiledQuery
  wanted: readonly unknown[]
  reads: boolean
}

const ready = ({ query, sql, parameters }: CompiledQuery, before: string): Ready => ({
  query: CompiledQuery.raw(before + sql),
  wanted: parameters,
  reads: query.kind === 'SelectQueryNode',
})

const places = new Proxy({}, { get: (_, name) => new Place(String(name)) })
