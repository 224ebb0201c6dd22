import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PARSERS, type Sql, type SqlDriver, withWholeScripts } from './sql-driver.ts'

/** PostgreSQL's usual 128 MB of buffers would be memory of this process; measured: 190 MB idle in place of 350. */
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB', '-c', 'max_connections=5', '-c', 'TimeZone=UTC']

export interface EmbeddedDriver extends SqlDriver {
  /** The whole database as a tar archive that `openPglite` takes. */
  dump(): Promise<Uint8Array>
}

/** PGlite on a directory of its own, or in memory when there is none; `dump` is what a database in memory begins with. */
export async function openPglite({ directory, dump }: { directory?: string; dump?: Blob }): Promise<EmbeddedDriver> {
  const database = await PGlite.create({
    dataDir: directory ?? 'memory://',
    startParams: START_PARAMETERS,
    ...(dump === undefined ? {} : { loadDataDir: dump }),
  })
  const sessionOn = (queryable: Pick<PGlite, 'query'>): Sql => ({
    run: async (text, values = []) => (await queryable.query<Record<string, unknown>>(text, [...values], { parsers: PARSERS })).rows,
  })
  return {
    kind: 'embedded',
    ...sessionOn(database),
    adapter: withWholeScripts(new PrismaPGlite(database), async (script) => {
      await database.exec(script)
    }),
    transaction: (work) => database.transaction((transaction) => work(sessionOn(transaction))),
    alone: (work) => work(),
    dump: async () => new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer()),
    close: () => database.close(),
  }
}
