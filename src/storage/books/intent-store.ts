import type { Intent, IntentStore } from '../../trading/book-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import type { SqlRow } from '../engine/sql-driver.ts'
import { decimalOfColumn, measureText } from './column-values.ts'
import { type RowTable, selectList } from './row-table.ts'

const INTENTS: RowTable = {
  name: 'intents',
  columns: {
    id: 'text',
    user_id: 'uuid',
    book_id: 'uuid',
    ticket: 'json',
    quoted: 'numeric',
    state: 'intent_state',
    expires_at: 'timestamptz',
  },
}

export function createIntentStore({ connection, clock }: StoreParts): IntentStore {
  return {
    async keep({ id, userId, bookId, ticket, quoted, expiresAt, state }) {
      const now = new Date(clock.now()).toISOString()
      const kept = await connection.sql.run(
        `INSERT INTO intents (id, user_id, book_id, ticket, quoted, state, expires_at, created_at)
         VALUES ($1, $2, $3, $4::json, $5::numeric, $6::intent_state, $7, $8)
         ON CONFLICT (id) DO UPDATE SET book_id = excluded.book_id, ticket = excluded.ticket, quoted = excluded.quoted, expires_at = excluded.expires_at
         WHERE intents.user_id = excluded.user_id AND intents.state = 'draft' RETURNING id`,
        [id, userId, bookId, JSON.stringify(ticket ?? null), measureText(quoted), state, new Date(expiresAt).toISOString(), now],
      )
      if (kept.length === 0) throw new Error(`The intent ${id} was confirmed before, or is somebody else's`)
    },
    async read(id, userId) {
      const [row] = await connection.sql.run(`SELECT ${selectList(INTENTS)} FROM intents WHERE id = $1 AND user_id = $2`, [id, userId])
      return row && intentFrom(row)
    },
    async last(userId) {
      const [row] = await connection.sql.run(
        `SELECT ${selectList(INTENTS)} FROM intents WHERE user_id = $1 AND state = 'confirmed' ORDER BY expires_at DESC, intents.id DESC LIMIT 1`,
        [userId],
      )
      return row && intentFrom(row)
    },
  }
}

function intentFrom(row: SqlRow): Intent {
  return {
    id: String(row.id),
    userId: String(row.user_id),
    bookId: String(row.book_id),
    ticket: row.ticket,
    quoted: decimalOfColumn(row.quoted),
    state: row.state as Intent['state'],
    expiresAt: Number(row.expires_at),
  }
}
