import { expect, test } from 'vitest'
import { fileIn, inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('said alone it lists the catalogue by kind', async () => {
  const told = await desk().read('/strategy')
  expect(told).toContain('You have none of your own yet.')
  expect(told).toMatch(/Trend: sma-cross 4h, ema-cross 4h, /)
  expect(told).toMatch(/Accumulation: dca 1d, grid 1h/)
})

test('one’s own come first, with version, candles and whether they trade', async () => {
  await desk().say('/strategy create a-name-of-thirty-letters-12345 entry "bos()"', 'bob')
  await desk().say('/strategy create dip entry "bos()" timeframe 4h', 'bob')
  await desk().say('/strategy edit dip stop 3%', 'bob')
  await desk().say('/strategy enable dip BTC', 'bob')
  const told = await desk().read('/strategies', 'bob')
  expect(told).toContain('Your strategies: 2, 1 followed')
  expect(told).toMatch(/a-name-of-thirt… +1 +1h +no/)
  expect(told).toMatch(/dip +2 +4h +paper/)
})

test('a file has all that they say', async () => {
  await desk().say('/strategy create dip entry "bos()" stop 3% hold 9', 'cy')
  const [header, first, ...rest] = fileIn(await desk().say('/strategy list csv', 'cy')).split('\r\n')
  expect(header).toBe('name,kind,timeframe,version,followed,markets,entry,exit,stop,target,trail,size,hold,cooldown,entries')
  expect(first).toBe('dip,own,1h,1,,,bos() != 0,,3%,,,99.9%,9,,')
  expect(rest.length).toBeGreaterThan(15)
})

test('nobody else reads it, and what is said besides is refused', async () => {
  expect((await desk().say('/strategy list', inCompany('bob'))).refusal?.code).toBe('not-here')
  expect((await desk().say('/strategy list nonsense', 'bob')).refusal?.code).toBe('bad-input')
})
