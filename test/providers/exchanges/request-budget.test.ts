import { beforeEach, expect, test } from 'vitest'
import { createRequestBudget, type RequestBudget } from '../../../src/providers/exchanges/request-budget.ts'
import { createFakeWallClock, type FakeWallClock } from '../../fakes/fake-wall-clock.ts'

let clock: FakeWallClock
let budget: RequestBudget

beforeEach(() => {
  clock = createFakeWallClock()
  budget = createRequestBudget({ venue: 'kraken', unitMs: 1000, clock })
})

async function spendAtOnce(count: number): Promise<void> {
  for (let spent = 0; spent < count; spent++) await budget.spend(1)
}

test('lets the budget of ten seconds go at once, at four fifths of what the venue allows', async () => {
  await spendAtOnce(8)
  let sent = false
  const ninth = budget.spend(1).then(() => {
    sent = true
  })
  clock.advance(1249)
  await Promise.resolve()
  expect(sent).toBe(false)
  clock.advance(1)
  await ninth
  expect(sent).toBe(true)
})

test('turns away who would wait too long, and says for how long', async () => {
  await spendAtOnce(8)
  const waiting = [budget.spend(1), budget.spend(1)]
  await expect(budget.spend(1)).rejects.toMatchObject({ kind: 'limited', retryAfterMs: 750 })
  clock.advance(2500)
  await Promise.all(waiting)
  const next = budget.spend(1)
  clock.advance(1250)
  await next
})

test('serves in the order of asking, each once', async () => {
  await spendAtOnce(8)
  const served: string[] = []
  const waiting = ['first', 'second'].map((name) => budget.spend(1).then(() => served.push(name)))
  clock.advance(1250)
  await waiting[0]
  expect(served).toEqual(['first'])
  clock.advance(1250)
  await Promise.all(waiting)
  expect(served).toEqual(['first', 'second'])
})

test('lets nothing through while the venue wants silence, not even who waited before', async () => {
  await spendAtOnce(8)
  const waiting = expect(budget.spend(1)).rejects.toMatchObject({ kind: 'limited' })
  expect(budget.pause(30_000)).toBe(30_000)
  clock.advance(1250)
  await waiting
  await expect(budget.spend(1)).rejects.toMatchObject({ kind: 'limited', retryAfterMs: 28_750 })
  clock.advance(28_750)
  await budget.spend(1)
})

test('a shorter wish for silence does not end a longer one', () => {
  budget.pause(60_000)
  expect(budget.pause(1000)).toBe(60_000)
})
