import type { MatrixPicture } from '../../src/charts/charts.ts'

/** A matrix of so many markets and five timeframes, with a cell in each row that is not known. */
export function someMatrix({ rows = 5, ...about }: Partial<Omit<MatrixPicture, 'rows'>> & { readonly rows?: number } = {}): MatrixPicture {
  const columns = about.columns ?? ['15m', '1h', '4h', '1d', '1w']
  return {
    title: 'Matrix',
    badge: 'SIMULATED',
    zone: 'UTC',
    palette: 'classic',
    at: Date.UTC(2024, 0, 3),
    ...about,
    columns,
    rows: Array.from({ length: rows }, (_, row) => ({
      label: `COIN${row}/USDT`,
      cells: columns.map((_column, at) => {
        const value = ((row + at) % 5) / 2 - 1
        return at === row % 5 ? undefined : { value, words: `${value > 0 ? '+' : ''}${100 * value}`, note: 'BOS up' }
      }),
    })),
  }
}
