import type { SettingStore } from '../accounts/account-ports.ts'
import { auditedChange, type StoreParts } from './audited-change.ts'

export function createSettingStore(parts: StoreParts): SettingStore {
  return {
    async all({ kind, id }) {
      const rows = await parts.connection.orm.setting.findMany({ where: { ownerKind: kind, ownerId: id }, orderBy: { key: 'asc' } })
      return new Map(rows.map(({ key, value }) => [key, value]))
    },
    async put({ kind, id }, values, origin) {
      await auditedChange(parts, {
        origin,
        subject: `${kind}:${id}`,
        work: (tx, now) => tx.$executeRaw`
          INSERT INTO settings (owner_kind, owner_id, key, value, version, created_at, updated_at)
          SELECT ${kind}::settings_owner_kind, ${id}, key, value, 1, ${now}, ${now} FROM jsonb_each(${JSON.stringify(values)}::jsonb)
          ON CONFLICT (owner_kind, owner_id, key)
          DO UPDATE SET value = excluded.value, version = settings.version + 1, updated_at = excluded.updated_at`,
      })
    },
    async remove({ kind, id }, keys, origin) {
      await auditedChange(parts, {
        origin,
        subject: `${kind}:${id}`,
        work: (tx) => tx.setting.deleteMany({ where: { ownerKind: kind, ownerId: id, key: { in: [...keys] } } }),
      })
    },
  }
}
