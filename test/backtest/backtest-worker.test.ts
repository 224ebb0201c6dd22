import { MessageChannel } from 'node:worker_threads'
import { afterAll, expect, test } from 'vitest'
import { backtest, monteCarlo, search, walkForward } from '../../src/backtest/backtest-worker.ts'
import { mostUsed, parametersOf } from '../../src/backtest/trials/parameters-of.ts'
import { planThinnedGrid } from '../../src/backtest/trials/plan-variants.ts'
import { testedWalk } from './tested-walk.ts'

const { port1: port, port2 } = new MessageChannel()
afterAll(() => {
  port.close()
  port2.close()
})

const task = testedWalk()
const searched = {
  ...task,
  port,
  plan: planThinnedGrid(mostUsed(parametersOf(task.strategy)), 12),
  objective: 'return',
  tradesMin: 5,
} as const
const resultOf = <Result>(outcome: { readonly result: Result } | { readonly refused: object }): Result =>
  'result' in outcome ? outcome.result : expect.unreachable()

test('a test comes with its verdict, and what that is made of', () => {
  const { metrics, trials, atBest, verdict } = resultOf(backtest({ ...task, port }))
  expect(trials.costs.map(({ times }) => times)).toEqual([0.5, 1, 2, 3])
  expect(trials.costs[1]?.totalReturn).toBe(metrics.totalReturn)
  expect(trials.random.length).toBeGreaterThan(100)
  expect(trials.variants).toBe(1)
  expect(atBest).toBeUndefined()
  expect(verdict.words).not.toBe('')
})

test('candles that touched stop and target are counted as both', () => {
  const tight = testedWalk({ rules: { stop: { kind: 'share', share: 0.001 }, target: { kind: 'share', share: 0.001 } } })
  const { metrics, atBest } = resultOf(backtest({ ...tight, port }))
  expect(metrics.ambiguousTrades).toBeGreaterThan(0)
  expect(atBest).toBeGreaterThan(metrics.totalReturn)
})

test('the best of a search is tested like any other, and judged as the best of so many', () => {
  const { optimised, best } = resultOf(search(searched))
  expect(optimised.variants).toHaveLength(searched.plan.rows.length)
  expect(best?.metrics).toEqual(optimised.best?.metrics)
  expect(best?.trials.variants).toBe(searched.plan.rows.length)
})

test('walking forward judges by the time outside', () => {
  const { forward, best } = resultOf(walkForward(searched))
  expect(forward.windows.length).toBeGreaterThan(2)
  expect(best?.trials.forward).toEqual(forward.windows)
})

test('chance draws the same from the same seed, and something else from another', () => {
  const drawn = (seed: string) => resultOf(monteCarlo({ ...task, seed, port })).monteCarlo
  expect(drawn('one')).toEqual(drawn('one'))
  expect(drawn('one')).not.toEqual(drawn('two'))
})
