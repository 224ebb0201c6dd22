import type { Parameter as FunctionParameter } from '../../analysis/formula/formula-function.ts'
import { FORMULA_FUNCTIONS } from '../../analysis/formula/formula-functions.ts'
import { FUNCTION_STUDIES } from './function-studies.ts'
import type { NumberSite } from './map-numbers.ts'
import type { ParameterBounds, ParameterRange } from './parameter.ts'

/** How many steps a range of fractions has between its value and nothing. */
const STEPS = 8
/** Levels of an oscillator go a quarter of the way between its usual ones to either side. */
const LEVEL_WAY = 4
const LEVEL_STEPS = 20

const ANY: ParameterBounds = { least: 0, most: Number.POSITIVE_INFINITY, whole: false }

/** What a function says of the argument that this is. */
export function parameterOf(site: NumberSite): FunctionParameter | undefined {
  return site.kind === 'argument' ? FORMULA_FUNCTIONS.get(site.call.name)?.parameters[site.index] : undefined
}

/** What may stand in the place of an argument; anything above zero elsewhere. */
export function boundsOf(site: NumberSite): ParameterBounds {
  const parameter = parameterOf(site)
  if (parameter?.kind === 'number') return parameter
  return parameter?.kind === 'window' ? { least: 1, most: parameter.most, whole: true } : ANY
}

/** The range around a number of a formula that is worth a try: half to twice of it, and of levels of oscillators so far that they stay on their side of the middle. */
export function rangeAt(site: NumberSite): ParameterRange {
  const [low, high] = (site.kind === 'threshold' && FUNCTION_STUDIES.get(site.of.name)?.levels) || []
  if (low === undefined || high === undefined) return rangeAround(site.value, boundsOf(site))
  const way = (high - low) / LEVEL_WAY
  const step = roundStep((high - low) / LEVEL_STEPS)
  return { least: Math.max(step, site.value - way), most: site.value + way, step }
}

/** Half to twice of a number, in steps of one where it is whole, and of a round eighth of it where it is not. */
export function rangeAround(value: number, { least, most, whole }: ParameterBounds = ANY): ParameterRange {
  const step = whole ? 1 : roundStep(value / STEPS)
  return { least: Math.max(least, whole ? Math.ceil(value / 2) : value / 2), most: Math.min(most, value * 2), step }
}

/** The nearest of 1, 2 and 5 times a power of ten that is not more. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const first = [5, 2].find((each) => each * power <= size * (1 + 1e-9)) ?? 1
  return Number((first * power).toPrecision(1))
}
