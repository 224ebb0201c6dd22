import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { AlreadyDone } from '../../src/basics/origin.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import { type Answer, text } from '../../src/basics/reply.ts'
import { commandsWith } from '../../src/chat/command.ts'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { accountNamed, callBy, createFakeChatPorts, createFakeClock, LEASE_MS } from '../fakes/chat-ports.ts'
import { createSmallDesk, type SmallServices, smallCatalog } from '../fakes/small-desk.ts'

const ann = callBy('ann')
const inCompany = callBy('ann', { caller: { place: { platform: 'telegram', chatId: 'room', private: false } } })
const plain = (answer: Answer | undefined): string => (answer === undefined ? '(nothing)' : toPlainText(answer))
const idOf = (answer: Answer | undefined, label: string): string => {
  const button = answer?.buttons.find((each) => each.label === label)
  return button?.kind === 'press' ? button.id : ''
}

test('answers a line, whatever its case, slash or spaces', async () => {
  const { chat } = createSmallDesk()
  for (const line of ['/price btc', 'price BTC', '  /PRICE   btc  ', '/ price btc', '/p btc', 'price market=btc'])
    expect(plain(await chat.say(line, ann))).toBe('BTC is at 64,213.50 USD\nFor: ann\nAt: undefined')
})

test('puts the words of an alias before those that were typed', async () => {
  const { chat } = createSmallDesk()
  expect((await chat.say('/euros btc', ann))?.title).toBe('BTC is at 64,213.50 EUR')
})

test('runs a command with named values, by name or key', async () => {
  const { chat } = createSmallDesk()
  expect((await chat.run('price', { market: 'eth', in: 'EUR' }, ann))?.title).toBe('ETH is at 64,213.50 EUR')
  expect((await chat.run('list_add', { markets: 'btc  "eth"' }, ann))?.title).toBe('Added BTC ETH')
  expect((await chat.run('list add', { markets: ['btc'] }, ann))?.title).toBe('Added BTC')
  expect((await chat.run('list', {}, ann))?.title).toBe('Your list')
})

test('tells a group from its members', async () => {
  const { chat } = createSmallDesk()
  expect((await chat.say('/list', ann))?.title).toBe('Your list')
  expect((await chat.say('/list csv', ann))?.title).toBe('Your list as a file')
  expect((await chat.say('/list ADD btc', ann))?.title).toBe('Added BTC')
  expect((await chat.say('/list_add btc', ann))?.title).toBe('Added BTC')
  expect(plain(await chat.say('/list ad btc', ann))).toContain('Did you mean /list add?')
  expect((await chat.say('/list all csv', ann))?.title).toBe('Your list as a file')
})

test('names the nearest command', async () => {
  const { chat } = createSmallDesk()
  expect(await chat.say('/prise btc', ann)).toEqual({
    title: 'There is no /prise.',
    tone: 'warning',
    blocks: [text('Did you mean /price? See /help.')],
    buttons: [],
    refusal: { code: 'unknown-command', hint: 'Did you mean /price? See /help.' },
  })
  expect(plain(await chat.say('', ann))).toBe('I did not understand that.\nSee /help.')
  expect((await chat.say('/pri btc', ann))?.refusal?.hint).toBe('Did you mean /price? See /help.')
  expect((await chat.run('__proto__', {}, ann))?.refusal?.code).toBe('unknown-command')
})

test('teaches whoever types something else', async () => {
  const { chat } = createSmallDesk()
  expect(plain(await chat.say('/price b$c', ann))).toMatchInlineSnapshot(`
    "market: expected a market such as BTC
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(plain(await chat.say('/price', ann))).toMatchInlineSnapshot(`
    "market is missing: The market, such as BTC
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(plain(await chat.say('/price btc in=GBP', ann))).toMatchInlineSnapshot(`
    "in: expected one of USD, EUR
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(plain(await chat.run('price', { market: 'BTC', im: 'EUR', confirms: 1 }, ann))).toMatchInlineSnapshot(`
    "There is no option "im". Did you mean in?
    There is no option "confirms".
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(plain(await chat.run('price', 'BTC', ann))).toMatchInlineSnapshot(`
    "I expected named values.
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
})

test('lets people do what their role reaches, and those who wait only what anyone may', async () => {
  const codeFor = async (line: string, about: Parameters<typeof accountNamed>[1]) =>
    (await createSmallDesk({ ports: { accountOf: async () => accountNamed('ann', about) } }).chat.say(line, ann))?.refusal?.code
  expect(await codeFor('/price btc', { role: 'anyone' })).toBeUndefined()
  expect(await codeFor('/list', { role: 'anyone' })).toBe('not-linked')
  expect(await codeFor('/list', { role: 'member' })).toBeUndefined()
  expect(await codeFor('/buy btc 1', { role: 'member' })).toBe('not-allowed')
  expect(await codeFor('/halt', { role: 'trader' })).toBe('not-allowed')
  expect(await codeFor('/halt', { role: 'admin' })).toBe('conflict')
  expect(await codeFor('/price btc', { role: 'trader', status: 'pending' })).toBeUndefined()
  expect(await codeFor('/buy btc 1', { role: 'trader', status: 'pending' })).toBe('not-allowed')
})

test('does not answer in company what is for one alone', async () => {
  const { chat } = createSmallDesk()
  expect(plain(await chat.say('/buy btc 1', inCompany))).toBe('Others would read the answer here.\nAsk me in private.')
  expect((await chat.say('/price btc', inCompany))?.refusal).toBeUndefined()
})

test('takes the cost of a command from the budget, but a yes is paid with its question', async () => {
  const costs: number[] = []
  const admit = async (_caller: unknown, _account: unknown, cost: number) => {
    costs.push(cost)
    return costs.length > 2 ? 2500 : 0
  }
  const { chat } = createSmallDesk({ ports: { admit } })
  await chat.say('/chart btc', ann)
  const question = await chat.say('/buy btc 1', ann)
  expect((await chat.press(idOf(question, 'Confirm'), ann))?.title).toBe('Bought 1 of BTC')
  expect(await chat.say('/price btc', ann)).toMatchObject({ refusal: { code: 'over-limit', hint: 'Please try again in 3 s.' } })
  expect(costs).toEqual([3, 1, 1])
})

test('tells a reference, and only a reference, when something breaks', async () => {
  const outage = new Error('ECONNREFUSED 10.0.0.7:443 key=secret')
  const { chat, failures, observed } = createSmallDesk({ ports: { admit: () => Promise.reject(outage) } })
  expect(await chat.say('/price btc', ann)).toEqual({
    title: 'Something went wrong on our side.',
    tone: 'bad',
    blocks: [text('Reference F1')],
    buttons: [],
    refusal: { code: 'failure', hint: 'Reference F1' },
  })
  expect(failures).toEqual([outage])
  expect(observed).toMatchObject([{ command: 'price', platform: 'console', code: 'failure' }])
})

test.each(['accountOf', 'presses', 'inbox'] as const)('answers even when the port "%s" is broken', async (name) => {
  const broken = () => Promise.reject(new Error('down'))
  const port = { accountOf: broken, presses: { keep: broken, take: broken }, inbox: { claim: broken, finish: broken } }[name]
  const { chat } = createSmallDesk({ ports: { [name]: port } })
  const call = callBy('ann', { deliveryId: '1' })
  expect((await chat.say('/price btc', call))?.refusal?.code).toBe('failure')
  expect((await chat.press('token-1', callBy('ann', { deliveryId: '2' })))?.refusal?.code).toMatch(/failure|not-found/)
})

test('makes a delivery count once, also when it comes five times at once', async () => {
  const { chat, done } = createSmallDesk()
  const call = callBy('ann', { deliveryId: '17' })
  const answers = await Promise.all(Array.from({ length: 5 }, () => chat.say('/list add btc', call)))
  expect(answers.map((answer) => answer?.title)).toEqual(['Added BTC', undefined, undefined, undefined, undefined])
  expect(await chat.say('/list add btc', call)).toBeUndefined()
  expect(done).toEqual(['added BTC'])
})

test('sets a delivery aside that brought the program down three times', async () => {
  const clock = createFakeClock()
  const { ports } = createFakeChatPorts(clock)
  const { chat, done } = createSmallDesk({ ports: { inbox: ports.inbox } })
  for (let crash = 0; crash < 3; crash++) {
    await ports.inbox.claim('console', '17')
    clock.move(LEASE_MS)
  }
  const call = callBy('ann', { deliveryId: '17' })
  expect(plain(await chat.say('/list add btc', call))).toBe(
    'I could not handle that message, so I set it aside.\nPlease send it again in other words.',
  )
  expect(await chat.say('/list add btc', call)).toBeUndefined()
  expect(done).toEqual([])
})

test('says nothing about a change that had been made before', async () => {
  const again = commandsWith<SmallServices>()({
    name: 'again',
    summary: 'Change once',
    group: 'desk',
    access: 'anyone',
    effect: 'changes',
    readers: 'everyone',
    input: z.strictObject({}),
    examples: ['/again'],
    run: () => Promise.reject(new AlreadyDone()),
  })
  const { chat, failures } = createSmallDesk({ catalog: [again] })
  expect(await chat.say('/again', ann)).toBeUndefined()
  expect(failures).toEqual([])
})

test('a refusal may bring the buttons for what would work', async () => {
  const little = commandsWith<SmallServices>()({
    name: 'little',
    summary: 'Take only a little',
    group: 'market',
    access: 'member',
    effect: 'reads',
    readers: 'everyone',
    input: z.strictObject({}),
    examples: ['/little'],
    run: async () => {
      throw new Refusal('over-limit', 'That is too much.', {
        buttons: [{ kind: 'run', label: 'Price instead', command: 'price', input: { market: 'BTC' } }],
      })
    },
  })
  const { chat, observed } = createSmallDesk({ catalog: [...smallCatalog, little] })
  const answer = await chat.say('/little', ann)
  expect(answer?.refusal?.code).toBe('over-limit')
  expect(observed.at(-1)?.code).toBe('over-limit')
  expect((await chat.press(idOf(answer, 'Price instead'), callBy('bob')))?.refusal?.code).toBe('not-allowed')
  expect((await chat.press(idOf(answer, 'Price instead'), ann))?.title).toBe('BTC is at 64,213.50 USD')
})

test('gives a delivery the same call id after a restart, and others another', async () => {
  const callId = async (deliveryId: string) => {
    const { chat, observed } = createSmallDesk()
    await chat.say('/price btc', callBy('ann', { deliveryId }))
    return observed[0]?.callId
  }
  expect(await callId('17')).toBe(await callId('17'))
  expect(await callId('17')).not.toBe(await callId('18'))
  expect(await callId('17')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('hands the market time of a call to its services, and of a button to its press', async () => {
  const { chat } = createSmallDesk()
  const answer = await chat.say('/price btc', callBy('ann', { at: 1_600_000_000_000 }))
  expect(plain(answer)).toContain('At: 1600000000000')
  expect(plain(await chat.press(idOf(answer, 'Refresh'), ann))).toContain('At: 1600000000000')
})

test.each([
  ['/price btc\u0000', 'There are characters in it that cannot be seen.'],
  ['/price \ud800', 'There are characters in it that cannot be seen.'],
  ['/price \u202ectb', 'There are characters in it that cannot be seen.'],
  [`/price ${'x'.repeat(100_000)}`, 'That is too long for me.'],
  [`/price ${'я'.repeat(2100)}`, 'That is too long for me.'],
  ['/price "btc', 'A quotation mark is still open.'],
])('refuses %j kindly', async (line, title) => {
  const { chat, failures } = createSmallDesk()
  expect(await chat.say(line, ann)).toMatchObject({ title, refusal: { code: 'bad-input' } })
  expect(failures).toEqual([])
})

test('refuses what is too long or hidden in named values too', async () => {
  const { chat, failures } = createSmallDesk()
  for (const market of ['x'.repeat(5000), '\u0007', ['\ud800'], { deep: 1 }, null, Number.NaN, '１２'])
    expect((await chat.run('price', { market }, ann))?.refusal?.code).toBe('bad-input')
  expect((await chat.run('price', { ['x'.repeat(5000)]: 1 }, ann))?.refusal?.code).toBe('bad-input')
  expect(failures).toEqual([])
})

test('no line, no named value and no pressed id is an outage', async () => {
  const { chat, failures } = createSmallDesk()
  const names = fc.constantFrom('price', 'chart', 'buy', 'list', 'list add', 'p', '')
  const words = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('"', '@', 'sl', 'in=', '1h', 'bb', 'nostop', '“'))
  await fc.assert(
    fc.asyncProperty(names, fc.array(words, { maxLength: 6 }), fc.anything(), async (name, rest, input) => {
      await chat.say(`/${name} ${rest.join(' ')}`, ann)
      await chat.run(name, input, ann)
      await chat.press(rest.join(' '), ann)
    }),
  )
  expect(failures).toEqual([])
})

test('every example of the small catalogue works', async () => {
  const { chat } = createSmallDesk()
  for (const { examples, access } of chat.commands.filter((each) => each.access !== 'admin'))
    for (const example of examples) expect(await chat.say(example, ann), access).not.toHaveProperty('refusal')
})

test('lists its commands, members of groups among them', () => {
  const { chat } = createSmallDesk()
  expect(chat.commands.map(({ key }) => key)).toEqual(['price', 'chart', 'buy', 'list_add', 'list_show', 'halt'])
  expect(chat.groups.map(({ name, members }) => [name, members.map(({ member }) => member)])).toEqual([['list', ['add', 'show']]])
  expect(smallCatalog).toHaveLength(5)
})

test('counts a delivery as handled only when its answer was shown', async () => {
  const shown: Answer[] = []
  const busy: string[] = []
  const { chat, clock, done, failures } = createSmallDesk()
  const call = (deliver: (answer: Answer) => Promise<void>) =>
    callBy('ann', { deliveryId: '7', deliver, busy: () => void busy.push('busy') })
  const add = (deliver: (answer: Answer) => Promise<void>) => chat.say('/list add btc', call(deliver))
  void add(() => new Promise(() => {}))
  await new Promise(setImmediate)
  expect(await add(async (answer) => void shown.push(answer))).toBeUndefined()
  expect({ busy, shown, done }).toEqual({ busy: ['busy'], shown: [], done: ['added BTC'] })
  clock.move(LEASE_MS)
  await add(async (answer) => void shown.push(answer))
  await add(async (answer) => void shown.push(answer))
  expect(shown.map(({ title }) => title)).toEqual(['Added BTC'])
  await chat.say('/price btc', callBy('ann', { deliver: () => Promise.reject(new Error('no line')) }))
  expect(failures).toEqual([new Error('no line')])
})

test('says that a change is done when it was cut off before its answer', async () => {
  const again = commandsWith<SmallServices>()({
    name: 'again',
    summary: 'Make a change that was made before',
    group: 'desk',
    access: 'anyone',
    effect: 'changes',
    readers: 'everyone',
    input: z.strictObject({}),
    examples: ['/again'],
    run: () => Promise.reject(new AlreadyDone()),
  })
  const { chat } = createSmallDesk({ catalog: [again] })
  expect((await chat.say('/again', callBy('ann', { deliveryId: '8', deliver: async () => {} })))?.title).toBe('That is done.')
})

test('answers nobody in particular only what anyone may read', async () => {
  const { chat } = createSmallDesk({ ports: { accountOf: async () => accountNamed('x', { role: 'admin' }) } })
  const nobody = callBy('ann', { caller: { anonymous: true } })
  expect((await chat.say('/price btc', nobody))?.refusal).toBeUndefined()
  for (const line of ['/list', '/list add btc', '/buy btc 1', '/halt'])
    expect((await chat.say(line, nobody))?.refusal?.code).toBe('not-allowed')
})
