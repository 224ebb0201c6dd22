import type { Machine } from './machine.ts'

/** Gives back each value `bars` values later, NaN until then. */
export class Delay implements Machine {
  private readonly ring: Float64Array
  private place = 0

  constructor(bars: number) {
    this.ring = new Float64Array(bars).fill(Number.NaN)
  }

  next(value: number): number {
    const { ring, place } = this
    if (Number.isNaN(value) || ring.length === 0) return value
    const before = ring[place] ?? Number.NaN
    ring[place] = value
    this.place = place + 1 === ring.length ? 0 : place + 1
    return before
  }
}
