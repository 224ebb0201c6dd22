import type { Rng } from '../../basics/rng.ts'

/** Puts numbers into another order, every order as likely, and gives them back (Fisher and Yates; Durstenfeld, 1964). */
export function shuffle<Numbers extends Float64Array | Uint32Array>(numbers: Numbers, rng: Rng): Numbers {
  for (let last = numbers.length - 1; last > 0; last--) {
    const other = Math.floor(rng.next() * (last + 1))
    const kept = numbers[last] ?? 0
    numbers[last] = numbers[other] ?? 0
    numbers[other] = kept
  }
  return numbers
}
