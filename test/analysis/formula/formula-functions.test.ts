import { describe, expect, it } from 'vitest'
import { FORMULA_ALIASES, FORMULA_FUNCTIONS, FORMULA_LINES, FORMULA_NAMES } from '../../../src/analysis/formula/formula-functions.ts'
import { readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { COINS_LIKE_NAMES } from '../../../src/analysis/formula/reading/coin-words.ts'
import { readStudy, STUDY_VOCABULARY } from '../../../src/analysis/read-study.ts'

/** The names of the language's description, besides those of candlesticks. */
const DESCRIBED = `open high low close volume hl2 hlc3 ohlc4 typical price
  sma ema wma rma hma vwma dema tema trima kama rsi cmo roc mom trix cci mfi willr ultosc bop
  macd macd_signal macd_hist ppo apo stoch_k stoch_d stochf_k stochf_d stochrsi_k stochrsi_d
  bb_upper bb_middle bb_lower bb_width kc_upper kc_lower dc_upper dc_lower tr atr natr stdev variance
  adx adxr dx plus_di minus_di aroon_up aroon_down aroon_osc sar supertrend ichimoku_tenkan ichimoku_kijun
  obv ad adosc cmf vwap linreg linreg_slope midprice highest lowest change correl
  rising falling barssince valuewhen cross crossover crossunder abs min max sqrt log
  cdl_doji cdl_hammer cdl_engulfing pivot poc swing_high swing_low bos choch fvg_bull fvg_bear
  order_block_bull order_block_bear sweep_high sweep_low sentiment fear_greed funding`.split(/\s+/)

describe('FORMULA_FUNCTIONS', () => {
  it('holds whatever the language is described with', () => {
    expect(DESCRIBED.filter((name) => !FORMULA_NAMES.includes(name))).toEqual([])
  })

  it('gives each name once', () => {
    expect(new Set(FORMULA_NAMES).size).toBe(FORMULA_NAMES.length)
    for (const [name, definition] of FORMULA_FUNCTIONS) expect(definition.name).toBe(name)
  })

  it('asks for numbers whose usual value fits', () => {
    for (const { name, parameters } of FORMULA_FUNCTIONS.values()) {
      for (const parameter of parameters) {
        if (parameter.kind === 'window') expect(parameter.usual <= parameter.most, name).toBe(true)
        if (parameter.kind === 'number') expect(parameter.usual >= parameter.least && parameter.usual <= parameter.most, name).toBe(true)
      }
    }
  })

  it('knows every word of charts: as a function, by another name, or by its lines', () => {
    const unknown = STUDY_VOCABULARY.filter(
      (word) => !FORMULA_NAMES.includes(word) && !FORMULA_ALIASES.has(word) && !FORMULA_LINES.has(word),
    )
    expect(unknown).toEqual([])
    expect(FORMULA_LINES.get('bollinger')).toEqual(['bb_upper', 'bb_middle', 'bb_lower'])
    expect(FORMULA_ALIASES.get('psar')).toBe('sar')
  })
})

describe('the canonical form', () => {
  it.each([...STUDY_VOCABULARY, 'sma(volume,50)'].filter((word) => !FORMULA_LINES.has(word)))(
    'is the same for %s on a chart and in a formula',
    (word) => {
      expect(readFormula(word).text).toBe(readStudy(word).formula)
    },
  )
})

describe('COINS_LIKE_NAMES', () => {
  it.each([...COINS_LIKE_NAMES])('lets %s be a coin', (coin) => {
    expect(readFormula(coin).root).toEqual({ kind: 'market', name: coin })
  })
})
