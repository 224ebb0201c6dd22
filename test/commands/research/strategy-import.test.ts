import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const codeOf = async (line: string, who: string) => (await desk().say(line, who)).refusal?.code

async function shared(line: string): Promise<string> {
  await desk().say(line)
  const [, name = ''] = /create (\S+)/.exec(line) ?? []
  return /import (\S+)/.exec(await desk().read(`/strategy share ${name}`))?.[1] ?? expect.unreachable()
}

test('a copy of the newest version is one’s own', async () => {
  const code = await shared('/strategy create dip entry "rsi < 30" stop 3% about "Buys dips"')
  await desk().say('/strategy edit dip stop 4%')
  const told = await desk().read(`/strategy import ${code.toLowerCase()}`, 'bob')
  expect(told).toContain('dip is yours')
  expect(told).toContain('4% below the mean of what it paid')
  expect(told).toContain('Buys dips')
  await desk().say('/strategy edit dip stop 9%', 'bob')
  expect(await desk().read('/strategy show dip')).toContain('4% below')
  expect(await codeOf(`/strategy import ${code}`, 'bob')).toBe('conflict')
  expect((await desk().say(`/strategy import ${code} dip-2`, 'bob')).title).toBe('dip-2 is yours')
})

test('nothing else of its owner comes along', async () => {
  const code = await shared('/strategy create followed entry "bos()"')
  await desk().say('/strategy enable followed BTC')
  const told = await desk().read(`/strategy import ${code}`, 'cy')
  expect(told).not.toMatch(/Followed|import/)
})

test('a code ends with its strategy', async () => {
  const code = await shared('/strategy create short entry "bos()"')
  await desk().say('/strategy delete short')
  expect(await codeOf(`/strategy import ${code}`, 'dan')).toBe('not-found')
})

test.each([
  ['/strategy import', 'bad-input'],
  ['/strategy import AAAAAA', 'not-found'],
  ['/strategy import 111111', 'not-found'],
  ['/strategy import nonsense', 'bad-input'],
])('%s is refused', async (line, code) => {
  expect(await codeOf(line, 'eve')).toBe(code)
})
