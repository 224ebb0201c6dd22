import { Refusal } from '../../basics/refusal.ts'
import type { Rng } from '../../basics/rng.ts'
import { countIn, type Parameter, valuesIn } from './parameter.ts'

export const VARIANTS_USUAL = 200
export const VARIANTS_MAX = 2000

/** What a search will try: one row of values per variant, in the order of the parameters. Nothing else is tried, so its length is what it costs. */
export interface VariantPlan {
  readonly parameters: readonly Parameter[]
  readonly rows: readonly (readonly number[])[]
}

/** Every combination of the values of these ranges, the last parameter changing fastest. Refuses more than `variantsMax`. */
export function planGrid(parameters: readonly Parameter[], variantsMax: number): VariantPlan {
  const count = parameters.reduce((product, { range }) => product * countIn(range), 1)
  if (count > variantsMax) {
    throw new Refusal('over-limit', `That makes ${count.toLocaleString('en')} variants; ${variantsMax.toLocaleString('en')} is the most.`, {
      hint: 'Take wider steps, such as p1=7..21:7, name fewer parameters, or search at random.',
    })
  }
  return { parameters, rows: gridRows(parameters.map(({ range }) => valuesIn(range))) }
}

/** A grid that fits: of the longest lists of values some are left out, evenly, until there are no more than `variantsMax` combinations. */
export function planThinnedGrid(parameters: readonly Parameter[], variantsMax: number): VariantPlan {
  const counts = parameters.map(({ range }) => Math.min(countIn(range), variantsMax))
  while (counts.reduce((product, count) => product * count, 1) > variantsMax) {
    const longest = counts.indexOf(Math.max(...counts))
    counts[longest] = (counts[longest] ?? 1) - 1
  }
  return { parameters, rows: gridRows(parameters.map((parameter, index) => thinned(parameter, counts[index] ?? 1))) }
}

/** So many different combinations drawn at random; all of them, where there are no more. */
export function planRandom(parameters: readonly Parameter[], variantsMax: number, rng: Rng): VariantPlan {
  const lists = parameters.map(({ range }) => valuesIn(range))
  const count = lists.reduce((product, { length }) => product * length, 1)
  if (count <= variantsMax) return { parameters, rows: gridRows(lists) }
  // Numbers of combinations instead of combinations, so that each is drawn once.
  const drawn = new Set<number>()
  while (drawn.size < variantsMax) drawn.add(Math.floor(rng.next() * count))
  return { parameters, rows: [...drawn].sort((one, other) => one - other).map((number) => rowOf(lists, number)) }
}

function gridRows(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return lists.reduce<readonly (readonly number[])[]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]])
}

/** The combination with this number, the last parameter changing fastest. */
function rowOf(lists: readonly (readonly number[])[], number: number): readonly number[] {
  const row: number[] = []
  let rest = number
  for (const list of lists.toReversed()) {
    row.unshift(list[rest % list.length] ?? Number.NaN)
    rest = Math.floor(rest / list.length)
  }
  return row
}

/** So many values of its range from end to end; only what it is now, where that is one. */
function thinned({ range, value }: Parameter, count: number): readonly number[] {
  const all = valuesIn(range)
  if (count <= 1) return [value]
  return Array.from({ length: count }, (_, index) => all[Math.round((index * (all.length - 1)) / (count - 1))] ?? value)
}
