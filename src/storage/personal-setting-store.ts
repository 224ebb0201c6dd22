import type { PersonalSettingStore } from '../accounts/account-ports.ts'
import { auditedChange, type StoreParts } from './audited-change.ts'

interface Row {
  readonly key: string
  readonly value: unknown
  /** Null of what was set. */
  readonly effective_at: Date | null
}

export function createPersonalSettingStore(parts: StoreParts): PersonalSettingStore {
  return {
    async read(userId) {
      const rows = await parts.connection.orm.$queryRaw<Row[]>`
        SELECT key, value, NULL::timestamptz AS effective_at FROM settings WHERE owner_kind = 'user' AND owner_id = ${userId}
        UNION ALL
        SELECT key, value, effective_at FROM risk_raises WHERE user_id = ${userId}::uuid
        ORDER BY key`
      return {
        set: new Map(rows.flatMap(({ key, value, effective_at: at }) => (at === null ? [[key, value] as const] : []))),
        raises: new Map(
          rows.flatMap(({ key, value, effective_at: at }) => (at === null ? [] : [[key, { value, effectiveAt: at.getTime() }] as const])),
        ),
      }
    },
    async write(userId, { set, unset, raise }, origin) {
      const over = [...Object.keys(set), ...unset].filter((key) => !(key in raise))
      const rises = Object.entries(raise).map(([key, { value, effectiveAt }]) => ({ key, value, at: new Date(effectiveAt).toISOString() }))
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (tx, now) => tx.$executeRaw`
          WITH over AS (DELETE FROM risk_raises WHERE user_id = ${userId}::uuid AND key = ANY(${over}::text[])),
          unset AS (DELETE FROM settings WHERE owner_kind = 'user' AND owner_id = ${userId} AND key = ANY(${unset}::text[])),
          raised AS (
            INSERT INTO risk_raises (user_id, key, value, effective_at, created_at)
            SELECT ${userId}::uuid, rise.key, rise.value, rise.at, ${now}
            FROM jsonb_to_recordset(${JSON.stringify(rises)}::jsonb) AS rise (key text, value jsonb, at timestamptz)
            ON CONFLICT (user_id, key)
            DO UPDATE SET value = excluded.value, effective_at = excluded.effective_at, created_at = excluded.created_at
          )
          INSERT INTO settings (owner_kind, owner_id, key, value, version, created_at, updated_at)
          SELECT 'user', ${userId}, key, value, 1, ${now}, ${now} FROM jsonb_each(${JSON.stringify(set)}::jsonb)
          ON CONFLICT (owner_kind, owner_id, key)
          DO UPDATE SET value = excluded.value, version = settings.version + 1, updated_at = excluded.updated_at`,
      })
    },
  }
}
