import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction, Transactions } from '../../basics/transaction.ts'
import { type Prisma, PrismaClient } from '../generated/client.ts'
import type { Sql, SqlDriver } from './sql-driver.ts'

const WAIT_MS_MAX = 10_000
const TRANSACTION_MS_MAX = 10_000
const ATTEMPTS_MAX = 5

/** What a transaction ends with when another one was in its way: doing it again is all there is to do. */
const WORTH_ANOTHER_TRY = new Set(['P2034', '40001', '40P01'])

/** Called with the text of each statement that is sent. */
export type QueryListener = (statement: string) => void

/**
 * The one way to the database. Outside a transaction there is `orm` and `sql`; inside one there is only what its work is given.
 * On the embedded database, which has one connection, the outer client would otherwise wait for its own transaction for ever.
 */
export interface Connection {
  /** Prisma's client. Throws inside a transaction. */
  readonly orm: PrismaClient
  /** SQL by hand, past Prisma. Throws inside a transaction. */
  readonly sql: Sql
  /** All of `work` or nothing, through Prisma; done again, at most five times, when another transaction was in the way. */
  transaction<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T>
  /** The same by hand. */
  sqlTransaction<T>(work: (session: Sql) => Promise<T>): Promise<T>
  /** The same for features, which know no database: they are given a handle. */
  readonly handed: Transactions
  /** What is behind a handle. Throws when its transaction is over. */
  within(tx: Transaction): Prisma.TransactionClient
  onQuery(listener: QueryListener): () => void
  close(): Promise<void>
}

export function connect(driver: SqlDriver): Connection {
  const inside = new AsyncLocalStorage<true>()
  const listeners = new Set<QueryListener>()
  const handles = new WeakMap<Transaction, Prisma.TransactionClient>()
  const tell: QueryListener = (statement) => {
    for (const listener of listeners) listener(statement)
  }
  const client = new PrismaClient({
    adapter: driver.adapter,
    log: [{ emit: 'event', level: 'query' }],
    transactionOptions: { maxWait: WAIT_MS_MAX, timeout: TRANSACTION_MS_MAX },
  })
  client.$on('query', ({ query }) => tell(query))
  const outside = (): void => {
    if (inside.getStore() === true) throw new Error('Inside a transaction, use what the transaction gives')
  }
  const transaction: Connection['transaction'] = async (work) => {
    outside()
    return retried(() => client.$transaction((tx) => inside.run(true, () => work(tx))))
  }
  return {
    get orm() {
      outside()
      return client
    },
    get sql() {
      outside()
      return listening(driver, tell)
    },
    transaction,
    async sqlTransaction(work) {
      outside()
      return retried(() => driver.transaction((session) => inside.run(true, () => work(listening(session, tell)))))
    },
    handed: {
      transaction: (work) =>
        transaction(async (orm) => {
          const tx = Object.freeze({}) as Transaction
          handles.set(tx, orm)
          return work(tx).finally(() => handles.delete(tx))
        }),
    },
    within(tx) {
      const orm = handles.get(tx)
      if (orm === undefined) throw new Error('That transaction is over')
      return orm
    },
    onQuery(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await client.$disconnect()
      await driver.close()
    },
  }
}

function listening(sql: Sql, tell: QueryListener): Sql {
  return {
    run(text, values) {
      tell(text)
      return sql.run(text, values)
    },
  }
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!codesOf(error).some((code) => WORTH_ANOTHER_TRY.has(code))) throw error
    }
  }
  return work()
}

const CAUSES_MAX = 5

/** The codes of an error and of what caused it: Prisma wraps those of the server. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = []
  let at: unknown = error
  for (let depth = 0; depth < CAUSES_MAX && typeof at === 'object' && at !== null; depth++) {
    for (const key of ['code', 'originalCode'] as const) {
      const code: unknown = Reflect.get(at, key)
      if (typeof code === 'string') codes.push(code)
    }
    at = Reflect.get(at, 'cause') ?? Reflect.get(at, 'meta') ?? Reflect.get(at, 'driverAdapterError')
  }
  return codes
}
