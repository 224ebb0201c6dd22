import type { Sql, SqlRow } from '../engine/sql-driver.ts'

/** A table and its columns, from which the SQL that reads and writes whole rows derives. */
export interface RowTable {
  readonly name: string
  /** Names with their types in SQL. */
  readonly columns: Readonly<Record<string, string>>
}

/** A row on its way in: through JSON, so that any number of them is one parameter. Decimals are text, times ISO 8601. */
export type NewRow = Readonly<Record<string, unknown>>

/** What says which row it is, and when it was made, stays when a row is replaced. */
const LASTING: readonly string[] = ['id', 'book_id', 'created_at']

/** All columns as they are read: decimals as text, because numbers would round them, and times in milliseconds. */
export function selectList({ columns }: RowTable): string {
  return Object.entries(columns)
    .map(([name, type]) => `${readAs(`"${name}"`, type)} AS "${name}"`)
    .join(', ')
}

/** The rows of a query as one column of JSON, so that several queries are one statement and of one moment. */
export function jsonRows(query: string): string {
  return `(SELECT coalesce(json_agg(row_to_json(listed)), '[]') FROM (${query}) AS listed)`
}

function readAs(column: string, type: string): string {
  if (type === 'numeric') return `${column}::text`
  return type === 'timestamptz' ? `(extract(epoch FROM ${column}) * 1000)::bigint` : column
}

/** Throws when one of them is there already. */
export async function insertRows(sql: Sql, table: RowTable, rows: readonly NewRow[]): Promise<void> {
  if (rows.length > 0) await sql.run(insertText(table), [JSON.stringify(rows)])
}

/** Writes whole rows, in place of those with their ids. Throws when such a row belongs to another book. */
export async function replaceRows(sql: Sql, table: RowTable, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return
  const changed = Object.keys(table.columns).filter((name) => !LASTING.includes(name))
  const written: readonly SqlRow[] = await sql.run(
    `${insertText(table)} ON CONFLICT (id) DO UPDATE SET ${changed.map((name) => `"${name}" = excluded."${name}"`).join(', ')}
     WHERE ${table.name}.book_id = excluded.book_id RETURNING id`,
    [JSON.stringify(rows)],
  )
  if (written.length !== rows.length) throw new Error(`A row of ${table.name} belongs to another book`)
}

function insertText({ name, columns }: RowTable): string {
  const names = Object.keys(columns).map((column) => `"${column}"`)
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`)
  return `INSERT INTO ${name} (${names.join(', ')}) SELECT ${names.join(', ')} FROM json_to_recordset($1::json) AS row(${typed.join(', ')})`
}
