import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('says how to begin', async () => {
  expect(await desk().read('/holdings')).toBe(
    'Nothing is noted yet\nTell me what you hold elsewhere, without any keys: /holdings set BTC 0.5 cost 20000',
  )
})

test('values what has a price, and says that the total is partial where one is missing', async () => {
  await desk().say('/holdings set btc 0.5 cost 20000', 'bob')
  await desk().say('/holdings set PEPE 1000', 'bob')
  const answer = await desk().read('/holdings', 'bob')
  expect(answer).toMatch(/^Held elsewhere: at least [\d,]+\.\d\d USDT/)
  expect(answer).toContain('PARTIAL: there is no price of PEPE.')
  expect(fileIn(await desk().say('/holdings show csv', 'bob'))).toMatch(/BTC,0\.5,20000,\d+(\.\d+)?,USDT\r\nPEPE,1000,,,USDT\r\n$/)
  expect(await desk().read('/balance', 'bob')).toMatch(/Held elsewhere: [\d,]+\.\d\d USDT\nAll together: [\d,]+\.\d\d USDT/)
})
