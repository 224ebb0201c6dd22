import { machineClock } from '../src/basics/clock.ts'
import { createIds } from '../src/basics/ids.ts'
import { decimal } from '../src/basics/money.ts'
import { machineRandom } from '../src/basics/rng.ts'
import { databaseOn } from '../src/storage/database.ts'
import { connect } from '../src/storage/engine/connection.ts'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { depositEntry } from '../src/trading/ledger/entries.ts'
import { ledgerRules } from '../src/trading/ledger/ledger-rules.ts'
import { changeOf } from '../test/fixtures/book-rows.ts'
import { temporaryFolder } from './desk-process.ts'
import { compare, print } from './rounds.ts'

const POSTINGS = 200

/** What a posting costs (lock, hash chain, entry, legs and balances in one transaction) beside a bare insert of one row. */
export async function benchLedger(): Promise<void> {
  const folder = temporaryFolder()
  const driver = await openEmbedded(folder.path)
  const { sql } = connect(driver)
  const database = databaseOn(driver, { clock: machineClock, ledger: ledgerRules })
  const ids = createIds({ clock: machineClock, random: machineRandom })
  const userId = ids.id()
  const origin = { userId, callId: ids.id(), action: 'bench', platform: 'bench' }
  const paper = { id: ids.id(), source: 'simulated', asset: 'USDT', opening: decimal('10000') }
  const identity = { id: ids.id(), platform: 'bench', subject: 'bench' }
  await database.accounts.create({ id: userId, identity, displayName: 'Bench', role: 'trader', status: 'active', paper }, origin)
  const opened = await database.books.open(userId, { mode: 'paper', kind: 'main' })
  if (opened === undefined) throw new Error('There is no book to post to')
  await sql.run('CREATE TABLE bench_rows (id uuid PRIMARY KEY, at bigint NOT NULL, words text NOT NULL)')
  let { version } = opened
  print(`${POSTINGS} of each`)
  await compare([
    {
      name: 'postings',
      async run() {
        for (let count = 0; count < POSTINGS; count++) {
          const entry = depositEntry({ id: ids.id(), at: machineClock.now(), asset: 'USDT', amount: decimal('0.01') })
          await database.books.commit(changeOf({ ...opened, version: version++ }, { entries: [entry] }))
        }
      },
    },
    {
      name: 'bare inserts',
      async run() {
        for (let count = 0; count < POSTINGS; count++)
          await sql.run('INSERT INTO bench_rows (id, at, words) VALUES ($1, $2, $3)', [ids.id(), machineClock.now(), 'deposit'])
      },
    },
  ])
  await database.close()
  folder.remove()
}
