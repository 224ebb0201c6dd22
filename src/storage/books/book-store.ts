import { decimal } from '../../basics/money.ts'
import type { Book, BookStart, BookStore } from '../../trading/book-ports.ts'
import type { LedgerRules } from '../../trading/ledger/ledger-ports.ts'
import { auditedSqlChange, type StoreParts } from '../audited-change.ts'
import type { Sql } from '../engine/sql-driver.ts'
import { decimalText } from './column-values.ts'
import { postEntries } from './ledger-rows.ts'
import { type BookName, readBook, readBusy } from './read-book.ts'
import { writeChange } from './write-change.ts'

/** Books of before the ledger begin when they are first read; what time it was in their market nobody knows, so it counts as before all else. */
const BEFORE_ALL = 0

export function createBookStore(parts: StoreParts & { readonly ledger: LedgerRules }): BookStore {
  const { connection, clock, ledger } = parts
  const now = (): Date => new Date(clock.now())
  return {
    async open(userId, which) {
      const name = { userId, ...which }
      const found = await readBook(connection.sql, name)
      if (found === undefined || found.book.version > 0) return found?.book
      const { id, asset } = found.book
      const first = { id, asset, opening: decimal(found.opening), at: BEFORE_ALL }
      return connection.sqlTransaction((sql) => firstRead(sql, { name, first, ledger, now: now() }))
    },
    begin(userId, start, origin) {
      const { mode, kind } = start
      return auditedSqlChange(parts, {
        origin,
        subject: `user:${userId}`,
        async work(sql, at) {
          await openEpoch(sql, { userId, start, now: at })
          return firstRead(sql, { name: { userId, mode, kind }, first: start, ledger, now: at })
        },
      })
    },
    async commit(change, origin) {
      await auditedSqlChange(parts, {
        origin,
        subject: `book:${change.bookId}`,
        work: (sql, at) => writeChange(sql, change, { ledger, now: at }),
      })
    },
    busy: (page) => readBusy(connection.sql, page),
    async halt(userId, { kind, reason, since }, origin) {
      await auditedSqlChange(parts, {
        origin,
        subject: `user:${userId}`,
        async work(sql) {
          await sql.run('INSERT INTO halts (user_id, kind, reason, since) VALUES ($1, $2::halt_kind, $3, $4) ON CONFLICT DO NOTHING', [
            userId,
            kind,
            reason,
            new Date(since).toISOString(),
          ])
          // Whoever has read a book before the halt reads it again: no entry gets in between.
          await sql.run('UPDATE books SET version = version + 1 WHERE user_id = $1 AND closed_at IS NULL AND version > 0', [userId])
        },
      })
    },
    async lift(userId, origin) {
      await auditedSqlChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (sql, at) =>
          sql.run(`UPDATE halts SET lifted_at = $2 WHERE user_id = $1 AND kind IN ('pause', 'panic') AND lifted_at IS NULL`, [
            userId,
            at.toISOString(),
          ]),
      })
    },
  }
}

interface First {
  readonly name: BookName
  readonly first: { readonly id: string } & Pick<BookStart, 'asset' | 'opening' | 'at'>
  readonly ledger: LedgerRules
  readonly now: Date
}

/** Posts the deposit that a book begins with, unless somebody else did meanwhile. */
async function firstRead(sql: Sql, { name, first, ledger, now }: First): Promise<Book> {
  const { id, at } = first
  const [taken] = await sql.run(
    'UPDATE books SET version = 1, settled_to = $2, last_entry_at = $2 WHERE id = $1 AND version = 0 AND closed_at IS NULL RETURNING id',
    [id, at],
  )
  const opening = taken === undefined ? undefined : ledger.opening(first)
  if (opening !== undefined) {
    const sealed = ledger.seal({ id, end: undefined, known: new Map() }, [opening])
    await postEntries(sql, id, { sealed, now: now.toISOString() })
  }
  const found = await readBook(sql, name)
  if (found === undefined) throw new Error('A book was closed while it was opened')
  return found.book
}

async function openEpoch(
  sql: Sql,
  { userId, start, now }: { readonly userId: string; readonly start: BookStart; readonly now: Date },
): Promise<void> {
  const { id, mode, kind, source, asset, opening } = start
  const at = now.toISOString()
  // Two who begin at once take turns.
  await sql.run('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [userId])
  await sql.run(
    `UPDATE books SET closed_at = greatest(opened_at, $4) WHERE user_id = $1 AND mode = $2::trade_mode AND kind = $3::book_kind AND closed_at IS NULL`,
    [userId, mode, kind, at],
  )
  await sql.run(
    `INSERT INTO books (id, user_id, mode, kind, epoch, source, asset, opening, opened_at)
     SELECT $1, $2, $3::trade_mode, $4::book_kind, coalesce(max(epoch), 0) + 1, $5, $6, $7::numeric, $8
     FROM books WHERE user_id = $2 AND mode = $3::trade_mode AND kind = $4::book_kind`,
    [id, userId, mode, kind, source, asset, decimalText(opening), at],
  )
}
