import { expect, test } from 'vitest'
import { accountNamed, callBy } from '../fakes/chat-ports.ts'
import { createSmallDesk } from '../fakes/small-desk.ts'

const { caller } = callBy('ann')

test('offers what the command finds, no longer than platforms can show', async () => {
  const { chat } = createSmallDesk()
  expect(await chat.suggest({ command: 'price', option: 'market', typed: 'b' }, caller)).toEqual(['BCH', 'BTC'])
  expect(await chat.suggest({ command: 'price', option: 'market', typed: '' }, caller)).toEqual(['BCH', 'BTC', 'ETH'])
})

test('offers choices and known words by itself', async () => {
  const { chat } = createSmallDesk()
  expect(await chat.suggest({ command: 'chart', option: 'timeframe', typed: '1' }, caller)).toEqual(['1m', '1h', '1M'])
  expect(await chat.suggest({ command: 'chart', option: 'indicators', typed: 'M' }, caller)).toEqual(['macd'])
})

test('offers nothing where there is nothing, or where one may not', async () => {
  const { chat, failures } = createSmallDesk({
    ports: { accountOf: async () => accountNamed('ann', { status: 'pending', role: 'anyone' }) },
  })
  expect(await chat.suggest({ command: 'nothing', option: 'market', typed: '' }, caller)).toEqual([])
  expect(await chat.suggest({ command: 'price', option: 'nothing', typed: '' }, caller)).toEqual([])
  expect(await chat.suggest({ command: 'list_add', option: 'markets', typed: '' }, caller)).toEqual([])
  expect(failures).toEqual([])
})

test('offers nothing where the rules of the server keep one out', async () => {
  const roleRules = async () => [{ roleId: '7', subject: 'price', verdict: 'forbid' } as const]
  const { chat } = createSmallDesk({ ports: { roleRules } })
  const typing = { command: 'price', option: 'market', typed: 'b' }
  const place = { platform: 'discord', chatId: '1', serverId: '2', private: true } as const
  expect(await chat.suggest(typing, { ...caller, place, roleIds: ['7'] })).toEqual([])
  expect(await chat.suggest(typing, { ...caller, place, roleIds: ['8'] })).toEqual(['BCH', 'BTC'])
})

test('offers nothing when that fails or takes too long', async () => {
  const outage = new Error('down')
  const broken = createSmallDesk({ ports: { accountOf: () => Promise.reject(outage) } })
  expect(await broken.chat.suggest({ command: 'price', option: 'market', typed: '' }, caller)).toEqual([])
  expect(broken.failures).toEqual([outage])

  const slow = createSmallDesk({ ports: { accountOf: () => new Promise(() => {}) } })
  const offered = slow.chat.suggest({ command: 'price', option: 'market', typed: '' }, caller)
  slow.clock.move(2000)
  expect(await offered).toEqual([])
  expect(slow.failures).toMatchObject([{ name: 'TimeLimitError' }])
})
