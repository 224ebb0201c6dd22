/** The rules of a strategy as `src/strategies/strategy.ts` has them: this folder knows them only through this name. */
export interface StrategyRulesText {
  readonly entry: string
  readonly exit?: string
  readonly stop?: string
  readonly target?: string
  readonly trail?: string
  readonly size: string
  readonly holdBars?: number
  readonly coolDownBars?: number
  readonly entriesMax?: number
}
