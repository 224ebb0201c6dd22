import type { FormulaFunction, Parameter } from './formula-function.ts'

/** A number that comes from elsewhere than candles. On its own it is unknown: who asks a formula gives its values, each from the moment it was known. */
function outside(name: string, about: string, parameters: readonly Parameter[] = []): FormulaFunction {
  return {
    name,
    about,
    parameters,
    gives: 'number',
    lookBack: () => ({ warmUp: 0, history: 0 }),
    start: () => ({ next: () => Number.NaN }),
  }
}

/** What formulas may ask of the world outside of candles. The asset is that of the market they are asked of, unless it is named. */
export const OUTSIDE_FUNCTIONS: readonly FormulaFunction[] = [
  outside('sentiment', 'What news, talk and the trend say of a coin, from 0 to 100', [{ kind: 'asset', name: 'asset', optional: true }]),
  outside('fear_greed', 'The Fear & Greed index of the day, from 0 to 100'),
  outside('funding', "The market's last funding rate, as a share per period"),
]
