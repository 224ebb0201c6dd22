import { afterAll, describe, expect, test } from 'vitest'
import { createBacktestPool, type Waiting } from '../../src/backtest/backtest-pool.ts'
import { parametersOf } from '../../src/backtest/trials/parameters-of.ts'
import { planGrid } from '../../src/backtest/trials/plan-variants.ts'
import { testedWalk } from './tested-walk.ts'

const pool = createBacktestPool({ threadsMax: 1, queueMax: 1 })
afterAll(() => pool.stop())

const waiting = (about: Partial<Waiting> = {}): Waiting => ({
  userId: 'ann',
  signal: new AbortController().signal,
  progress: async () => {},
  ...about,
})
const ready = async () => testedWalk()
const NEVER = new Promise<never>(() => {})

/** Work for many seconds. */
async function endless() {
  const task = testedWalk({ count: 40_000 })
  const parameters = parametersOf(task.strategy).map((parameter) => ({ ...parameter, range: { least: 2, most: 40, step: 1 } }))
  return { ...task, plan: planGrid(parameters.slice(0, 2), 2000), objective: 'sharpe', tradesMin: 1 } as const
}

/** One that waits until it is called off. */
function waits(userId: string) {
  const off = new AbortController()
  const work = pool.run(
    'backtest',
    (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    waiting({ userId, signal: off.signal }),
  )
  return { off: () => off.abort(), work: expect(work).rejects.toThrow() }
}

describe('createBacktestPool', () => {
  test('tests in a thread, the same each time, and takes the candles with it', async () => {
    const task = testedWalk()
    const once = await pool.run('backtest', async () => task, waiting())
    expect(pool.threads()).toBe(1)
    expect(once.metrics.trades).toBeGreaterThan(20)
    expect(once.result.equity).toHaveLength(2000)
    expect(once.curves.price).toHaveLength(2000)
    expect(task.markets[0]?.data.candles.close).toHaveLength(0)
    const again = await pool.run('backtest', ready, waiting())
    expect(again.verdict).toEqual(once.verdict)
    expect(again.trials).toEqual(once.trials)
  })

  test('says how far it is', async () => {
    const told: number[] = []
    const progress = async (done: number): Promise<void> => void told.push(done)
    const task = await endless()
    const plan = { ...task.plan, rows: task.plan.rows.slice(0, 30) }
    const { optimised } = await pool.run('search', async () => ({ ...task, plan }), waiting({ progress }))
    expect(optimised.variants).toHaveLength(30)
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual(told.toSorted((one, other) => one - other))
  })

  test('a refusal comes out as one', async () => {
    const task = testedWalk({ rules: { entry: 'change(7m) > 0' } })
    await expect(pool.run('backtest', async () => task, waiting())).rejects.toMatchObject({ name: 'Refusal', code: 'bad-input' })
  })

  test('calls off what somebody waits for, and nobody else', async () => {
    const work = expect(pool.run('search', endless, waiting())).rejects.toMatchObject({
      code: 'conflict',
      message: 'That backtest was called off.',
    })
    expect(pool.cancel('bob')).toBe(0)
    await expect.poll(() => pool.threads(), { timeout: 5000 }).toBe(1)
    expect(pool.cancel('ann')).toBe(1)
    await work
    expect(pool.cancel('ann')).toBe(0)
    expect((await pool.run('backtest', ready, waiting())).metrics.trades).toBeGreaterThan(20)
  })

  test('ends with the signal, also while it is at work', async () => {
    const over = new AbortController()
    const work = expect(pool.run('search', endless, waiting({ signal: over.signal }))).rejects.toThrow(/abort/i)
    over.abort()
    await work
    expect((await pool.run('backtest', ready, waiting())).metrics.trades).toBeGreaterThan(20)
  })

  test('lets nobody have more than two, and no more wait than it was told', async () => {
    const first = waits('ann')
    const second = waits('ann')
    await expect(pool.run('backtest', () => NEVER, waiting())).rejects.toMatchObject({ code: 'over-limit' })
    await expect(pool.run('backtest', () => NEVER, waiting({ userId: 'bob' }))).rejects.toMatchObject({ code: 'unavailable' })
    first.off()
    second.off()
    await Promise.all([first.work, second.work])
    expect((await pool.run('backtest', ready, waiting())).metrics.trades).toBeGreaterThan(20)
  })

  test('gives its threads back when nobody asks any more, and stops twice', async () => {
    const brief = createBacktestPool({ threadsMax: 1, idleMs: 1 })
    expect(brief.threads()).toBe(0)
    await brief.run('backtest', ready, waiting())
    await expect.poll(() => brief.threads(), { timeout: 5000 }).toBe(0)
    await brief.stop()
    await brief.stop()
  })
})
