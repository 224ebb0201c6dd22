/** Turns "https://api.binance.com/api" into "<base>/api.binance.com/api", and wss:// into ws:// at the same place. */
export function addressAt(base: string, address: string): string {
  const start = base.replace(/\/+$/, '')
  return address.replace(/^https?:\/\//, `${start}/`).replace(/^wss?:\/\//, `${start.replace(/^http/, 'ws')}/`)
}

/** The same for every address within a tree of them, as ccxt keeps it. */
export function addressesAt(base: string, tree: unknown): unknown {
  if (typeof tree === 'string') return addressAt(base, tree)
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, addressesAt(base, branch)]))
}
