import { printNumber, readNumber } from '../../analysis/formula/reading/number-literal.ts'
import { nearest } from '../../basics/nearest.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { Parameter, ParameterRange } from './parameter.ts'
import { PARAMETERS_MAX } from './parameters-of.ts'

const RANGE = /^([\w.]+)=(\d*\.?\d+)%?\.\.(\d*\.?\d+)%?(?::(\d*\.?\d+)%?)?$/
const NUMBERED = /^p(\d+)$/i
const EXAMPLE = 'For example: p1=7..21:7 stop=2%..6%:1%'

/**
 * Reads "p1=7..21:7" or "rsi.period=7..21:7, stop=2%..6%:1%": only what is named is varied, from the first number to the second, in
 * these steps or the usual ones. What is written in percent is meant so, with the sign or without. `p1` is the first of the parameters.
 */
export function readRanges(text: string, parameters: readonly Parameter[]): readonly Parameter[] {
  const words = text
    .replaceAll(/\s*(=|:|\.\.)\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  const read = words.map((word) => readRange(word, parameters))
  const twice = read.find(({ name }, index) => read.findIndex((each) => each.name === name) !== index)
  if (twice !== undefined) throw new Refusal('bad-input', `${twice.name} is there twice.`, { hint: EXAMPLE })
  if (read.length > PARAMETERS_MAX) {
    throw new Refusal('over-limit', `At most ${PARAMETERS_MAX} numbers are varied at once; these are ${read.length}.`, {
      hint: 'More of them fit anything that happened, and nothing that will.',
    })
  }
  return read
}

function readRange(word: string, parameters: readonly Parameter[]): Parameter {
  const [, name = '', ...numbers] = RANGE.exec(word) ?? []
  if (name === '') throw new Refusal('bad-input', `"${word}" is no range.`, { hint: EXAMPLE })
  const parameter = parameterNamed(name, parameters)
  const [least, most, step] = numbers.map((digits) => (digits === undefined ? undefined : readNumber(digits, parameter.percent)))
  if (least === undefined || most === undefined) throw new Refusal('bad-input', `"${word}" is no range.`, { hint: EXAMPLE })
  return { ...parameter, range: checked({ least, most, step: step ?? parameter.range.step }, { word, parameter }) }
}

function parameterNamed(name: string, parameters: readonly Parameter[]): Parameter {
  const [, number] = NUMBERED.exec(name) ?? []
  const found = parameters.find((each, index) => each.name === name.toLowerCase() || index + 1 === Number(number))
  if (found !== undefined) return found
  const near = nearest(
    name,
    parameters.map((each) => each.name),
  )
  const known = parameters.map((each, index) => `p${index + 1} ${each.name}`).join(', ')
  throw new Refusal('bad-input', `This strategy has no number called ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`, {
    hint: known === '' ? 'None of its numbers can be varied.' : `It has: ${known}.`,
  })
}

interface Said {
  readonly word: string
  readonly parameter: Parameter
}

function checked(range: ParameterRange, { word, parameter }: Said): ParameterRange {
  const { name, bounds } = parameter
  const refuse = (why: string): Refusal => new Refusal('bad-input', `"${word}": ${why}.`, { hint: EXAMPLE })
  if (!(range.step > 0)) throw refuse('a step is more than 0')
  if (range.least > range.most) throw refuse('the first number is the smaller one')
  if (bounds.whole && ![range.least, range.step].every(Number.isInteger)) throw refuse(`${name} is a whole number`)
  if (range.least < bounds.least || range.most > bounds.most || range.least <= 0) throw refuse(`${name} goes ${boundsIn(parameter)}`)
  return range
}

function boundsIn({ bounds: { least, most }, percent }: Parameter): string {
  const from = least > 0 ? printNumber(least, percent) : 'above 0'
  return most === Number.POSITIVE_INFINITY ? `${from} and up` : `from ${from} to ${printNumber(most, percent)}`
}
