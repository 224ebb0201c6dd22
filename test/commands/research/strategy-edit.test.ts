import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const codeOf = async (line: string, who: string) => (await desk().say(line, who)).refusal?.code

test('what is said changes, what is not stays', async () => {
  await desk().say('/strategy create dip from rsi-reversion', 'ann')
  const told = await desk().read('/strategy edit dip stop 6% hold 0 size $50 about "Mine, and slower"', 'ann')
  expect(told).toContain('dip is at version 2')
  expect(told).toContain('6% below the mean of what it paid')
  expect(told).toContain('$50 each time')
  expect(told).toContain('Sells when: rsi(14) > 60')
  expect(told).toContain('Mine, and slower')
  expect(told).not.toContain('Time limit')
})

test('a rule is taken away by the word none', async () => {
  await desk().say('/strategy create dip entry "bos()" exit "rsi > 70" target 5%', 'bob')
  const told = await desk().read('/strategy edit dip exit none', 'bob')
  expect(told).not.toContain('Sells when')
  expect(told).toContain('Target')
})

test('it gets another name', async () => {
  await desk().say('/strategy create old entry "bos()"', 'cy')
  expect((await desk().say('/strategy edit old rename new', 'cy')).title).toBe('new is at version 2')
  expect(await codeOf('/strategy show old', 'cy')).toBe('not-found')
})

test('whoever follows stays with the version before, until he says so', async () => {
  await desk().say('/strategy create dip entry "bos()"', 'dan')
  await desk().say('/strategy enable dip ETH', 'dan')
  const answer = await desk().say('/strategy edit dip stop 4%', 'dan')
  expect(await desk().read('/strategy show dip', 'dan')).toContain('version 1 on paper')
  await desk().press('Follow on paper', answer, 'dan')
  expect(await desk().read('/strategy show dip', 'dan')).toMatch(/version 2 on paper.*ETH\/USDT in 1h/)
})

test.each([
  ['/strategy edit', 'bad-input'],
  ['/strategy edit dip', 'conflict'],
  ['/strategy edit dip entry "bos()"', 'conflict'],
  ['/strategy edit nothing-here stop 3%', 'not-found'],
  ['/strategy edit sma-cross stop 3%', 'conflict'],
  ['/strategy edit dip rename macd', 'conflict'],
  ['/strategy edit dip rename "two words"', 'bad-input'],
  ['/strategy edit dip entry none', 'bad-input'],
  ['/strategy edit dip target 2r', 'bad-input'],
  ['/strategy edit dip entries 1000', 'bad-input'],
])('%s is refused', async (line, code) => {
  await desk().say('/strategy create dip entry "bos()"', 'eve')
  expect(await codeOf(line, 'eve')).toBe(code)
})
