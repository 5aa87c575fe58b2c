import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type DialectAdapter,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  sql,
  type Transaction,
} from 'kysely'
import type { Schema } from './schema.ts'

/** A handle for reading outside any transaction. Inside `write` use the handle it passes in: on SQLite the outer one waits for ever. */
export type Db = Kysely<Schema>
/** A handle inside one immediate transaction. */
export type Tx = Transaction<Schema>
/** What a query takes first: either handle. */
export type Handle = Db | Tx

const oldestSqlite = [3, 51, 3] as const
/** Milliseconds for which a write waits while another thread or process holds the file, and between its attempts. */
const writerPatience = { whole: 60_000, pause: 5 }
const writerLock = 7_305_119
/** Milliseconds for which a single statement waits for another thread or process. */
const busyTimeout = 5_000

/**
 * Opens the database named by `DATABASE_URL`: `sqlite:<file>`, `file:<file>` or `postgres://…`.
 * Throws, in words, when the driver or the SQLite library is too old to be trusted (trust section 1).
 */
export async function connect(url: string): Promise<Db> {
  const file = sqliteFile(url)
  return file === undefined ? connectPostgres(url, 10) : connectSqlite(file)
}

/** The file that an address names; undefined where it is a PostgreSQL server. */
const sqliteFile = (url: string): string | undefined =>
  /^postgres(ql)?:/.test(url) ? undefined : url.replace(/^(sqlite|file):(\/\/(?=\/))?/, '')

/**
 * A connection of its own that only reads, for a thread that goes through very much once: it keeps little of it in memory
 * and on SQLite cannot write.
 */
export async function connectToRead(url: string): Promise<Db> {
  const file = sqliteFile(url)
  if (file === undefined) return connectPostgres(url, 1)
  const { default: Sqlite } = await import('better-sqlite3')
  return new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(onlyReading(Sqlite, resolve(file))) })
}

function onlyReading(Sqlite: typeof import('better-sqlite3'), path: string): Statements {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true })
  for (const pragma of [
    `busy_timeout=${busyTimeout}`,
    'trusted_schema=OFF',
    'cell_size_check=ON',
    'cache_size=-4096',
  ]) {
    database.pragma(pragma)
  }
  return withStatements(database, { count: 0 })
}

/** True on SQLite, false on PostgreSQL and PGlite. */
export function isSqlite(db: Handle): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

/**
 * Runs one write as one immediate transaction: rows, counters, ledger entry and outgoing messages together or not at all.
 * On PostgreSQL an advisory lock makes writers take turns, so that the ledger stays one unbroken chain across processes.
 */
export async function write<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const until = Date.now() + writerPatience.whole
  for (;;) {
    try {
      const done = await db.transaction().execute(async (tx) => {
        if (!isSqlite(tx)) await sql`select pg_advisory_xact_lock(${sql.lit(writerLock)})`.execute(tx)
        return work(tx)
      })
      countRun(db)
      return done
    } catch (error) {
      if (!(error instanceof WriterBusy) || Date.now() > until) throw error
    }
    // The connection is free meanwhile: whoever only reads goes on.
    await pause(writerPatience.pause)
  }
}

const runs = new WeakMap<Db, { count: number }>()

/** A number that rises with every write of this process through `write`, and on SQLite with every statement that is no query. */
export const runsOf = (db: Db): number => runs.get(db)?.count ?? 0

function countRun(db: Db) {
  const known = runs.get(db)
  if (known) known.count++
  else runs.set(db, { count: 1 })
}

/** Another thread or process is writing to the file at this moment. */
class WriterBusy extends Error {}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Statements
  constructor(database: Statements) {
    super({ database })
    this.#database = database
  }
  override async beginTransaction() {
    // SQLite's own waiting would stop this thread, and with it every page.
    this.#database.prepare('pragma busy_timeout=0').all([])
    try {
      this.#database.prepare('begin immediate').run([])
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
      throw new WriterBusy('another process is writing to the database', { cause: error })
    } finally {
      this.#database.prepare(`pragma busy_timeout=${busyTimeout}`).all([])
    }
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Statements
  constructor(database: Statements) {
    super({ database })
    this.#database = database
  }
  override createDriver() {
    return new ImmediateSqliteDriver(this.#database)
  }
  override createAdapter() {
    const adapter = super.createAdapter()
    databases.set(adapter, this.#database)
    return adapter
  }
}

const databases = new WeakMap<DialectAdapter, Statements>()

/**
 * The statements of the transaction's own SQLite connection, for what is written with every answer: Kysely's way to the
 * same statement takes longer than the statement. Undefined on PostgreSQL, and outside a transaction, where the connection
 * may at this moment be another's.
 */
export const statementsOf = (handle: Handle): Statements | undefined =>
  handle.isTransaction ? databases.get(handle.getExecutor().adapter) : undefined

const readers = new WeakMap<DialectAdapter, () => Statements>()

/**
 * The statements of a second SQLite connection that only reads, for what every page asks: it waits for no transaction and
 * sees what was committed last. Undefined inside a transaction, on PostgreSQL and where the database is in memory.
 */
export const readingStatementsOf = (handle: Handle): Statements | undefined =>
  handle.isTransaction ? undefined : readers.get(handle.getExecutor().adapter)?.()

/** Opens a file, `:memory:`, or the image of a database, which stays in memory. */
export async function connectSqlite(file: string | Buffer): Promise<Db> {
  if (Number(process.versions.napi) < 10) {
    throw new Error(
      `Node ${process.versions.node} is too old for the database driver. Start Folkmoot with npm ("npm start", "npm run demo"), which brings its own Node 24.`,
    )
  }
  const { default: Sqlite } = await import('better-sqlite3')
  const path = typeof file !== 'string' || file === ':memory:' ? file : resolve(file)
  if (typeof path === 'string' && path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const database = new Sqlite(path)
  const { version } = database.prepare('select sqlite_version() as version').get() as { version: string }
  if (isOlder(version))
    throw new Error(`SQLite ${version} can lose data; ${oldestSqlite.join('.')} or newer is needed.`)
  for (const pragma of [
    'journal_mode=WAL',
    'synchronous=FULL',
    'foreign_keys=ON',
    `busy_timeout=${busyTimeout}`,
    'trusted_schema=OFF',
    'secure_delete=ON',
    'cell_size_check=ON',
    // 64 MB: with the usual 2 MB a long write spills its pages to the disk again and again.
    'cache_size=-65536',
    // 16 MB: what many answers change is carried over into the file once for all of them.
    'wal_autocheckpoint=4000',
  ]) {
    database.pragma(pragma)
  }
  const ran = { count: 0 }
  const statements = withStatements(database, ran)
  if (typeof path !== 'string' || path === ':memory:') return opened(statements, ran)
  let reading: Statements | undefined
  const close = () => {
    // The last to close carries the write-ahead log over, which one that only reads cannot.
    reading?.close()
    statements.close()
  }
  const db = opened({ ...statements, close }, ran)
  readers.set(db.getExecutor().adapter, () => {
    reading ??= onlyReading(Sqlite, path)
    return reading
  })
  return db
}

function opened(statements: Statements, ran: { count: number }): Db {
  const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(statements) })
  runs.set(db, ran)
  return db
}

type Statements = SqliteDatabase

const statementsKept = 500

/** Before the text of a statement: its parameters are a list of rows, and it is run for each of them on SQLite. */
export const forEachRow = '/* for each row */ '

/** The same database, preparing each distinct statement once: preparing costs more than most of our queries. */
function withStatements(database: import('better-sqlite3').Database, ran: { count: number }): Statements {
  const kept = new Map<string, import('better-sqlite3').Statement>()
  return {
    close: () => database.close(),
    prepare(text: string) {
      const known = kept.get(text)
      const statement = known && !known.busy ? known : database.prepare(text)
      if (statement !== known) {
        if (kept.size >= statementsKept) kept.clear()
        kept.set(text, statement)
      }
      if (!statement.readonly) ran.count++
      return text.startsWith(forEachRow) ? overRows(statement) : statement
    },
  }
}

/** Row by row is quicker than many rows in one statement, for which SQLite keeps a journal of its own. */
function overRows(statement: import('better-sqlite3').Statement) {
  return {
    reader: false,
    all: () => [],
    run(rows: readonly unknown[]) {
      let changes = 0
      for (const row of rows) changes += statement.run(row).changes
      return { changes, lastInsertRowid: 0 }
    },
    iterate: () => [][Symbol.iterator](),
  }
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [i, least] of oldestSqlite.entries()) {
    const part = parts[i] ?? 0
    if (part !== least) return part < least
  }
  return false
}

async function connectPostgres(url: string, most: number): Promise<Db> {
  // `pg` is CommonJS with accessors for native bindings; `import()` would evaluate them.
  const pg = createRequire(import.meta.url)('pg') as typeof import('pg')
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
  const pool = new pg.Pool({ connectionString: url, max: most, Client: planning(pg.Client) })
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** Before the text of a statement: PostgreSQL reads and plans it once on each connection and not each time. */
export const plannedOnce = '/* planned once */ '

/** A client that gives what is planned once the name under which the server keeps it. */
function planning(client: typeof import('pg').Client): typeof client {
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `folkmoot_${names.size + 1}`
    names.set(text, name)
    return name
  }
  return class extends client {
    // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature has ten forms, and is passed on
    override query(...asked: any[]): any {
      const [text, values, ...more] = asked
      const named = typeof text === 'string' && text.startsWith(plannedOnce)
      const ask = super.query as (...given: unknown[]) => unknown
      return named ? ask.call(this, { name: nameOf(text), text, values }, ...more) : ask.apply(this, asked)
    }
  }
}
