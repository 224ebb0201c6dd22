import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('tells what changed from one to the next, the newest first', async () => {
  await desk().say('/strategy create dip entry "bos()" stop 3%')
  await desk().say('/strategy edit dip stop none target 5% tf 4h')
  const told = await desk().read('/strategy versions dip')
  expect(told).toContain('dip: 2 versions')
  expect(told).toMatch(/Version 2, [^\n]*: stop none; timeframe 4h; target 5%\n/)
  expect(told).toMatch(/Version 1, [^\n]*: name dip; entry bos\(\) != 0; stop 3%; size 99\.9%; timeframe 1h/)
  expect(told.indexOf('Version 2')).toBeLessThan(told.indexOf('Version 1'))
})

test('a file has each version whole', async () => {
  await desk().say('/strategy create dip entry "bos()" stop 3%', 'bob')
  await desk().say('/strategy edit dip exit "rsi > 70"', 'bob')
  const [header, ...rows] = fileIn(await desk().say('/strategy versions dip csv', 'bob')).split('\r\n')
  expect(header).toBe('version,created_ms,name,entry,exit,stop,size,timeframe')
  expect(rows[0]).toMatch(/^2,\d+,dip,bos\(\) != 0,rsi\(14\) > 70,3%,99\.9%,1h$/)
})

test.each([
  ['/strategy versions', 'bad-input'],
  ['/strategy versions macd', 'conflict'],
  ['/strategy versions nothing-here', 'not-found'],
])('%s is refused', async (line, code) => {
  expect((await desk().say(line, 'cy')).refusal?.code).toBe(code)
})
