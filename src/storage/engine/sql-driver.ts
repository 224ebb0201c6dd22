import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'

export type SqlValue = string | number | boolean | Uint8Array | null
export type SqlRow = Readonly<Record<string, unknown>>

/** Runs hand-written SQL. `bigint` columns come as numbers, `bytea` as bytes. */
export interface Sql {
  run(text: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>
}

/** A database, embedded or on a server: for SQL by hand, and for Prisma through `adapter`. */
export interface SqlDriver extends Sql {
  readonly kind: 'embedded' | 'server'
  readonly adapter: SqlMigrationAwareDriverAdapterFactory
  /** All that `work` does through its session happens, or nothing. */
  transaction<T>(work: (session: Sql) => Promise<T>): Promise<T>
  /** Runs `work` while no other process migrates this database. */
  alone<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const OID_BYTEA = 17
const OID_BIGINT = 20

/** What both drivers would read slowly (bytes) or as text (bigint). Keyed by the type's number in `pg_type`. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [OID_BYTEA]: (text) => Buffer.from(text.slice(2), 'hex'),
  [OID_BIGINT]: Number,
}

/**
 * The adapter, but with scripts sent whole, so that a migration happens altogether or not at all.
 * By themselves one adapter cuts scripts at each semicolon and the other does not wait for them.
 */
export function withWholeScripts(
  factory: SqlMigrationAwareDriverAdapterFactory,
  executeScript: (script: string) => Promise<void>,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => Object.assign(await factory.connect(), { executeScript }),
    connectToShadowDb: () => factory.connectToShadowDb(),
  }
}
