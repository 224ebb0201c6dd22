/** How a total return stands among those of blind chance. */
export interface Standing {
  /** Which share of the random ones was worse; ties count half. */
  readonly beaten: number
  /** How likely it is that a random one is worse, by a normal distribution fitted to the logarithms of what they left. It goes on where the draws end. */
  readonly fitted: number
}

/** Undefined where nothing was drawn. */
export function standingAmong(totalReturn: number, random: Float64Array): Standing | undefined {
  if (random.length === 0) return undefined
  const worse = random.filter((each) => each < totalReturn).length
  const same = random.filter((each) => each === totalReturn).length
  const logs = random.map(logOf)
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length
  const deviation = Math.sqrt(logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / logs.length)
  const beaten = (worse + same / 2) / random.length
  return { beaten, fitted: deviation > 0 ? normalBelow((logOf(totalReturn) - mean) / deviation) : beaten }
}

/** What one of so many must reach, so that the best of them does not reach it by luck more often than one alone may (Šidák, 1967): of 200 variants, 99.985 % for 97 %. */
export function shareAsked(alone: number, variants: number): number {
  return alone ** (1 / Math.max(1, variants))
}

/** Nothing is left of what lost everything, and its logarithm has to be a number. */
const LEFT_MIN = 1e-6

function logOf(totalReturn: number): number {
  return Math.log(Math.max(LEFT_MIN, 1 + totalReturn))
}

/** The normal distribution function (Abramowitz and Stegun, 1964, formula 26.2.17; right to 7.5e-8). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
  return z >= 0 ? 1 - above : above
}
