import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Refusal } from '../../basics/refusal.ts'
import { PARSERS, type Sql, type SqlDriver, type SqlValue, withWholeScripts } from './sql-driver.ts'

const CONNECTIONS_MAX = 10
const CONNECT_MS_MAX = 5_000
const STATEMENT_MS_MAX = 30_000
const ANSWER_MS_MAX = 35_000
/** Any number, as long as all processes of this program take the same. */
const MIGRATION_LOCK = 72_616_001
const VERSION_MIN = 15

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** A pool of connections to a PostgreSQL server. Throws `Refusal('unavailable')`, without the password, when there is none to be had. */
export async function openServer(url: string): Promise<SqlDriver> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    // The server cannot end a statement whose answer is lost on the way.
    query_timeout: ANSWER_MS_MAX,
    keepAlive: true,
    idle_in_transaction_session_timeout: STATEMENT_MS_MAX,
    application_name: 'parley',
    // Prisma's adapter writes and reads times without their zone.
    options: '-c TimeZone=UTC',
  })
  // An idle connection that broke is replaced at the next query, which then tells of any trouble; without a listener it would end the process.
  pool.on('error', () => undefined)
  const driver: SqlDriver = {
    kind: 'server',
    ...sessionOn(pool),
    adapter: withWholeScripts(new PrismaPg(pool), async (script) => {
      await pool.query(script)
    }),
    transaction: (work) => withClient(pool, (client) => inTransaction(client, work)),
    alone: (work) => withClient(pool, (client) => underLock(client, work)),
    close: () => pool.end(),
  }
  try {
    await checkVersion(driver)
    return driver
  } catch (error) {
    await pool.end()
    throw error instanceof Refusal ? error : unreachable(url, error)
  }
}

function sessionOn(queryable: pg.Pool | pg.PoolClient): Sql {
  return {
    async run(text, values: readonly SqlValue[] = []) {
      const { rows } = await queryable.query<Record<string, unknown>>({ text, values: [...values], types })
      return rows
    },
  }
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: unknown
  try {
    return await work(client)
  } catch (error) {
    broken = error
    throw error
  } finally {
    client.release(broken !== undefined)
  }
}

async function inTransaction<T>(client: pg.PoolClient, work: (session: Sql) => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  const result = await work(sessionOn(client))
  await client.query('COMMIT')
  return result
}

async function underLock<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    return await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

async function checkVersion(driver: Sql): Promise<void> {
  const [row] = await driver.run(`SELECT current_setting('server_version_num')::int / 10000 AS major`)
  if (Number(row?.major) >= VERSION_MIN) return
  throw new Refusal('unavailable', `The database server is too old: PostgreSQL ${VERSION_MIN} or newer is needed.`)
}

/** Names host, port and database only; what the driver says may repeat the whole address. */
function unreachable(url: string, error: unknown): Refusal {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: 'an address that cannot be read', pathname: '' }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no answer'
  return new Refusal('unavailable', `The database server at ${host}${pathname} cannot be used: ${REASONS[code] ?? code}.`, {
    hint: 'Check DATABASE_URL, which looks like postgres://user:password@localhost:5432/parley, and that the server runs.',
  })
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there',
  ENOTFOUND: 'there is no such host',
  ECONNRESET: 'it broke the connection',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'there is no such database',
  '57P03': 'it is still starting',
  '53300': 'it has no free connection',
}
