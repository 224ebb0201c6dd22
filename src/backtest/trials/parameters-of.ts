import { isPercent } from '../../analysis/formula/formula-function.ts'
import { printNode } from '../../analysis/formula/print-node.ts'
import type { BacktestLevel, BacktestRules } from '../backtest.ts'
import { FUNCTION_STUDIES } from './function-studies.ts'
import { mapNumbers, type NumberSite } from './map-numbers.ts'
import type { Parameter } from './parameter.ts'
import { boundsOf, parameterOf, rangeAround, rangeAt } from './parameter-range.ts'
import { TRIAL_PARTS, type TrialStrategy } from './trial-strategy.ts'

/** More than this, and most variants of a search are near nothing. */
export const PARAMETERS_MAX = 4

/** Every number of a strategy that can be varied, in the order in which they are read: entry, exit, stop, target, then the levels of the rules. */
export function parametersOf({ formulas, rules }: TrialStrategy): readonly Parameter[] {
  const found = new Map<string, Parameter>()
  for (const part of TRIAL_PARTS) {
    let ordinal = 0
    const root = formulas[part]?.root
    if (root !== undefined)
      mapNumbers(root, (site) => {
        add(meaningOf(site), { ...parameterAt(site), places: [{ kind: 'formula', part, ordinal: ordinal++ }] })
        return site.value
      })
  }
  for (const parameter of ruleParameters(rules)) add(parameter.name, parameter)
  return named([...found.values()])

  function add(meaning: string, parameter: Parameter): void {
    const known = found.get(meaning)
    found.set(meaning, known === undefined ? parameter : { ...known, places: [...known.places, ...parameter.places] })
  }
}

/** Those that a search varies where nobody chose: the ones that stand in most places, and of as many the first. */
export function mostUsed(parameters: readonly Parameter[], count: number = PARAMETERS_MAX): readonly Parameter[] {
  const chosen = new Set(parameters.toSorted((one, other) => other.places.length - one.places.length).slice(0, count))
  return parameters.filter((each) => chosen.has(each))
}

function parameterAt(site: NumberSite): Parameter {
  return {
    name: nameOf(site),
    value: site.value,
    percent: site.kind === 'argument' ? isPercent(parameterOf(site)) : site.percent,
    bounds: boundsOf(site),
    range: rangeAt(site),
    places: [],
  }
}

function nameOf(site: NumberSite): string {
  if (site.kind === 'factor') return 'factor'
  if (site.kind === 'threshold') return `${site.of.name}.level`
  const { call, index } = site
  return `${FUNCTION_STUDIES.get(call.name)?.name ?? call.name}.${parameterOf(site)?.name ?? index + 1}`
}

/** Words that are the same for what has to change together: an argument of the lines of one indicator with the same numbers, and a level in the same comparison. */
function meaningOf(site: NumberSite): string {
  const on = site.on ?? ''
  if (site.kind === 'factor') return `factor ${site.value} ${on}`
  if (site.kind === 'threshold') return `level ${printNode(site.of)} ${site.operator} ${site.value} ${on}`
  const { call, index } = site
  return `argument ${FUNCTION_STUDIES.get(call.name)?.name ?? call.name}${printNode(call).slice(call.name.length)} ${index} ${on}`
}

/** A stop or trail further below is none. */
const SHARE_BELOW_MOST = 0.95

/** Stop, target and trail where they are said in numbers. */
function ruleParameters({ stop, target, trail }: BacktestRules): readonly Parameter[] {
  return [
    ...levelParameter('stop', stop),
    ...levelParameter('target', target),
    ...levelParameter('trail', trail === undefined ? undefined : { kind: 'share', share: trail }),
  ]
}

function levelParameter(part: 'stop' | 'target' | 'trail', level: BacktestLevel | undefined): readonly Parameter[] {
  if (level === undefined || level.kind === 'column') return []
  const value = level.kind === 'share' ? level.share : level.kind === 'ranges' ? level.ranges : level.risks
  const percent = level.kind === 'share'
  const most = percent && part !== 'target' ? SHARE_BELOW_MOST : Number.POSITIVE_INFINITY
  const bounds = { least: 0, most, whole: false }
  return [{ name: part, value, percent, bounds, range: rangeAround(value, bounds), places: [{ kind: 'rule', part }] }]
}

/** Names that differ: of several of one name, the second is "rsi.level2". */
function named(parameters: readonly Parameter[]): readonly Parameter[] {
  const times = new Map<string, number>()
  return parameters.map((parameter) => {
    const time = (times.get(parameter.name) ?? 0) + 1
    times.set(parameter.name, time)
    return time === 1 ? parameter : { ...parameter, name: `${parameter.name}${time}` }
  })
}
