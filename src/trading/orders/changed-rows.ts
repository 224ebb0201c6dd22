/** Rows by their ids, and which of them were put there since. */
export interface ChangedRows<Row> {
  all(): readonly Row[]
  get(id: string): Row | undefined
  put(row: Row): Row
  changed(): readonly Row[]
}

export function changedRows<Row extends { readonly id: string }>(start: readonly Row[]): ChangedRows<Row> {
  const rows = new Map(start.map((row) => [row.id, row]))
  const changed = new Map<string, Row>()
  return {
    all: () => [...rows.values()],
    get: (id) => rows.get(id),
    put(row) {
      rows.set(row.id, row)
      changed.set(row.id, row)
      return row
    },
    changed: () => [...changed.values()],
  }
}
