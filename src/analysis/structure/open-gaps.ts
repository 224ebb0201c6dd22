import { ZONE_BARS_MAX } from './structure-bar.ts'

/** There is at most one gap to a bar, and none is followed for longer than a zone lives. */
const OPEN_GAPS_MAX = ZONE_BARS_MAX + 2

/**
 * The open gaps of one side, by the level that prices must come down to (turned over for gaps down). The highest level is filled first,
 * and a new gap nearly always has the highest one, so that a bar costs the same however many are open. All in bare numbers: many bars go through it.
 */
export class OpenGaps {
  readonly #level = new Float64Array(OPEN_GAPS_MAX)
  readonly #bar = new Int32Array(OPEN_GAPS_MAX)
  readonly #end: (bar: number, state: 'mitigated' | 'expired') => void
  #count = 0
  /** No open gap is older than this bar. */
  #oldest = Number.MAX_SAFE_INTEGER

  /** `end` hears of each gap that ended, by the bar that completed it. */
  constructor(end: (bar: number, state: 'mitigated' | 'expired') => void) {
    this.#end = end
  }

  add(level: number, bar: number): void {
    let place = this.#count++
    for (; place > 0 && this.#levelAt(place - 1) > level; place--) this.#put(place, this.#levelAt(place - 1), this.#barAt(place - 1))
    this.#put(place, level, bar)
    if (bar < this.#oldest) this.#oldest = bar
  }

  /** Shows a bar that comes down to this price. */
  follow(price: number, bar: number): void {
    while (this.#count > 0 && price <= this.#levelAt(this.#count - 1)) this.#end(this.#barAt(--this.#count), 'mitigated')
    if (bar - this.#oldest > ZONE_BARS_MAX) this.#forget(bar - ZONE_BARS_MAX)
  }

  /** Takes out the gaps from before a bar. */
  #forget(first: number): void {
    const count = this.#count
    this.#count = 0
    this.#oldest = Number.MAX_SAFE_INTEGER
    for (let place = 0; place < count; place++) {
      const bar = this.#barAt(place)
      if (bar < first) this.#end(bar, 'expired')
      else this.add(this.#levelAt(place), bar)
    }
  }

  #levelAt(place: number): number {
    return this.#level[place] ?? 0
  }

  #barAt(place: number): number {
    return this.#bar[place] ?? 0
  }

  #put(place: number, level: number, bar: number): void {
    this.#level[place] = level
    this.#bar[place] = bar
  }
}
