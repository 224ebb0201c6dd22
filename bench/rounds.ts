const ROUNDS = 5

export interface Contender {
  readonly name: string
  /** One round; what it returns is thrown away. */
  readonly run: () => Promise<unknown>
}

/** Runs the contenders in alternation after one warm-up each, prints medians with their range in milliseconds, and ratios to the last one, the peer. */
export async function compare(contenders: readonly Contender[], rounds = ROUNDS): Promise<void> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (const { run } of contenders) await run()
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contenders) {
      const started = performance.now()
      await run()
      times.get(name)?.push(performance.now() - started)
    }
  }
  const peer = contenders.at(-1)
  const peerMs = median(times.get(peer?.name ?? '') ?? [])
  for (const { name } of contenders) {
    const rows = times.get(name) ?? []
    const ratio = name === peer?.name ? 'peer' : `${(peerMs / median(rows)).toFixed(2)}× the peer's speed`
    print(`${name}: ${spread(rows)}, ${ratio}`)
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The median of some times, and their range. */
export function spread(times: readonly number[]): string {
  return `${median(times).toFixed(1)} ms [${Math.min(...times).toFixed(1)}–${Math.max(...times).toFixed(1)}]`
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
