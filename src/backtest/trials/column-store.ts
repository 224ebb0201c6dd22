import type { KeptColumns } from '../../analysis/formula/compute-formula.ts'

/** Keeps columns up to so many bytes; what was not asked for longest is forgotten first. */
export function createColumnStore(bytesMax: number): KeptColumns {
  const columns = new Map<string, Float64Array>()
  let bytes = 0
  return {
    get(words) {
      const column = columns.get(words)
      if (column === undefined) return undefined
      // A map is in the order in which things were put into it.
      columns.delete(words)
      columns.set(words, column)
      return column
    },
    set(words, column) {
      bytes += column.byteLength - (columns.get(words)?.byteLength ?? 0)
      columns.delete(words)
      columns.set(words, column)
      for (const [oldest, { byteLength }] of columns) {
        if (bytes <= bytesMax) break
        columns.delete(oldest)
        bytes -= byteLength
      }
    },
  }
}
