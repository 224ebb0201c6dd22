import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SETTING_KEYS, SETTINGS, settingWord } from '../../src/accounts/setting-list.ts'
import { createSettings } from '../../src/accounts/settings.ts'
import { createFakeClock } from '../fakes/chat-ports.ts'
import { fakePersonalSettings } from '../fakes/fake-personal-settings.ts'

const NOW = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000
const origin = { userId: 'ann', callId: 'call', action: 'settings set', platform: 'console' }

function desk() {
  const store = fakePersonalSettings()
  const clock = createFakeClock(NOW)
  const unreadable: string[] = []
  return { store, clock, unreadable, settings: createSettings({ store, clock, reportUnreadable: (key) => unreadable.push(key) }) }
}

test('everything has a usual value', async () => {
  const values = await desk().settings.of('ann')
  expect(Object.fromEntries(SETTING_KEYS.map((key) => [settingWord(key), SETTINGS[key].usual]))).toMatchInlineSnapshot(`
    {
      "colours": "classic",
      "currency": "USDT",
      "daily-loss-max": "5%",
      "drawdown-max": "20%",
      "exposure-max": "95%",
      "language": "en",
      "losses-in-row-max": "5",
      "market-band": "2%",
      "never-markets": "none",
      "notify-alert": "on",
      "notify-digest": "on",
      "notify-fill": "on",
      "notify-order": "on",
      "notify-security": "on",
      "notify-signal": "on",
      "notify-stop": "on",
      "notify-strategy": "on",
      "only-markets": "any",
      "position-max": "10%",
      "positions-max": "10",
      "quiet-hours": "off",
      "resting-band": "20%",
      "reward-min": "1.5",
      "stop-default": "2%",
      "target-default": "4%",
      "trade-risk-max": "2%",
      "trades-a-day-max": "50",
      "usual-size-max": "10",
      "zone": "UTC",
    }
  `)
  expect(values.positionMax.toFixed()).toBe('0.1')
  expect(values.quietHours).toBe('off')
})

test('what is set is read back, by its owner alone', async () => {
  const { settings } = desk()
  expect(await settings.set('ann', { key: 'quiet-hours', value: '22-7:30' }, origin)).toMatchObject({ value: '22:00-07:30', usual: false })
  await settings.set('ann', { key: 'Trade_Risk_Max', value: '1.5 %' }, origin)
  const values = await settings.of('ann')
  expect(values.quietHours).toEqual({ from: 1320, to: 450 })
  expect(values.tradeRiskMax.toFixed()).toBe('0.015')
  expect((await settings.of('bob')).quietHours).toBe('off')
})

test('reset puts one back, or all', async () => {
  const { settings } = desk()
  await settings.set('ann', { key: 'zone', value: 'Asia/Tokyo' }, origin)
  await settings.set('ann', { key: 'colours', value: 'LIGHT' }, origin)
  expect(await settings.reset('ann', ['zone'], origin)).toMatchObject([{ key: 'zone', value: 'UTC', usual: true }])
  expect(await settings.of('ann')).toMatchObject({ zone: 'UTC', colours: 'light' })
  expect(await settings.reset('ann', [], origin)).toHaveLength(SETTING_KEYS.length)
  expect((await settings.of('ann')).colours).toBe('classic')
})

describe('a refusal teaches', () => {
  test.each([
    ['colors', 'x', 'Did you mean colours?'],
    ['soup', 'x', 'There is no such setting.'],
    ['colours', 'pink', 'Colours: expected one of classic, colour-blind, light.'],
    ['position-max', '1e1', 'Position, most: expected 0.1% to 100%.'],
    ['position-max', '１０', 'Position, most: expected 0.1% to 100%.'],
    ['position-max', '101%', 'Position, most: expected 0.1% to 100%.'],
    ['positions-max', '2.5', 'Positions, most: expected a whole number from 1 to 100.'],
    ['reward-min', '-1', 'Reward to risk, least: expected 0 to 20.'],
    ['quiet-hours', '22:00-22:00', 'expected two different times such as 22:00-07:00, or off'],
    ['quiet-hours', '24:00-07:00', 'expected two different times'],
    ['never-markets', '=cmd', 'expected at most 50 coins or markets'],
    ['language', 'de', 'Language: expected one of en.'],
  ])('%s %s', async (key, value, message) => {
    await expect(desk().settings.set('ann', { key, value }, origin)).rejects.toMatchObject({ message: expect.stringContaining(message) })
  })

  test('and shows how to say it', async () => {
    const refused = desk().settings.set('ann', { key: 'currency', value: 'doubloon' }, origin)
    await expect(refused).rejects.toMatchObject({ code: 'bad-input', hint: 'For example: /settings set currency USDT' })
  })
})

test('a stored value that is no good counts as not set, and is reported by its key', async () => {
  const { settings, store, unreadable } = desk()
  const { set, raises } = store.of('ann')
  for (const [key, value] of [
    ['zone', 'Mars/Olympus'],
    ['positionsMax', 7],
    ['colours', 'light'],
    ['old', 1],
  ] as const)
    set.set(key, value)
  raises.set('rewardMin', { value: 'much', effectiveAt: 0 })
  expect(await settings.of('ann')).toMatchObject({ zone: 'UTC', positionsMax: 10, colours: 'light' })
  expect(unreadable).toEqual(['zone', 'positionsMax', 'rewardMin'])
})

test('every choice, example and usual value is taken, and its canonical words stay the same', () => {
  for (const key of SETTING_KEYS) {
    const { canonical, usual, choices, examples } = SETTINGS[key]
    for (const words of [usual, ...choices, ...examples]) expect(canonical.parse(canonical.parse(words))).toBe(canonical.parse(words))
    expect(canonical.parse(usual)).toBe(usual)
  }
})

test('no words whatever make it throw, and what it takes it can read again', () => {
  const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9.:%-]{1,12}$/))
  fc.assert(
    fc.property(words, fc.constantFrom(...SETTING_KEYS), (text, key) => {
      const read = SETTINGS[key].canonical.safeParse(text)
      if (read.success) expect(SETTINGS[key].canonical.parse(read.data)).toBe(read.data)
    }),
    { numRuns: 500 },
  )
})

describe('a limit that is loosened', () => {
  test('holds a day later, and a tighter one at once', async () => {
    const { settings, clock } = desk()
    const loosened = await settings.set('ann', { key: 'position-max', value: '25%' }, origin)
    expect(loosened).toMatchObject({ value: '10%', pending: { value: '25%', at: NOW + DAY_MS } })
    clock.move(DAY_MS - 1)
    expect((await settings.of('ann')).positionMax.toFixed()).toBe('0.1')
    clock.move(1)
    expect((await settings.of('ann')).positionMax.toFixed()).toBe('0.25')
    expect(await settings.set('ann', { key: 'position-max', value: '5%' }, origin)).toMatchObject({ value: '5%', pending: undefined })
    expect((await settings.of('ann')).positionMax.toFixed()).toBe('0.05')
  })

  test('is called off by a tighter one, and never begins to wait anew for less', async () => {
    const { settings, clock } = desk()
    await settings.set('ann', { key: 'position-max', value: '25%' }, origin)
    clock.move(1000)
    expect((await settings.set('ann', { key: 'position-max', value: '20%' }, origin)).pending).toEqual({ value: '20%', at: NOW + DAY_MS })
    expect((await settings.set('ann', { key: 'position-max', value: '30%' }, origin)).pending?.at).toBe(NOW + 1000 + DAY_MS)
    expect((await settings.set('ann', { key: 'position-max', value: '10%' }, origin)).pending).toBeUndefined()
    clock.move(2 * DAY_MS)
    expect((await settings.of('ann')).positionMax.toFixed()).toBe('0.1')
  })

  test('keeps what has cooled off while the next one waits', async () => {
    const { settings, clock } = desk()
    await settings.set('ann', { key: 'position-max', value: '25%' }, origin)
    clock.move(DAY_MS)
    await settings.set('ann', { key: 'position-max', value: '50%' }, origin)
    expect((await settings.of('ann')).positionMax.toFixed()).toBe('0.25')
    clock.move(DAY_MS)
    expect((await settings.of('ann')).positionMax.toFixed()).toBe('0.5')
  })

  test('by a reset waits as well', async () => {
    const { settings, clock } = desk()
    await settings.set('ann', { key: 'daily-loss-max', value: '1%' }, origin)
    await settings.set('ann', { key: 'zone', value: 'Tokyo' }, origin)
    await settings.reset('ann', [], origin)
    const values = await settings.of('ann')
    expect([values.zone, values.dailyLossMax.toFixed()]).toEqual(['UTC', '0.01'])
    clock.move(DAY_MS)
    expect((await settings.of('ann')).dailyLossMax.toFixed()).toBe('0.05')
  })

  test.each([
    ['reward-min', '1', true],
    ['reward-min', '2', false],
    ['positions-max', '11', true],
    ['only-markets', 'BTC', false],
    ['never-markets', 'BTC', false],
    ['stop-default', '5%', false],
    ['market-band', '3%', true],
  ])('%s %s', async (key, value, waits) => {
    expect((await desk().settings.set('ann', { key, value }, origin)).pending !== undefined).toBe(waits)
  })

  test('so is a list of markets', async () => {
    const { settings } = desk()
    await settings.set('ann', { key: 'only-markets', value: 'BTC,ETH' }, origin)
    expect((await settings.set('ann', { key: 'only-markets', value: 'BTC' }, origin)).pending).toBeUndefined()
    expect((await settings.set('ann', { key: 'only-markets', value: 'any' }, origin)).pending?.value).toBe('any')
    await settings.set('ann', { key: 'never-markets', value: 'BTC,ETH' }, origin)
    expect((await settings.set('ann', { key: 'never-markets', value: 'ETH' }, origin)).pending?.value).toBe('ETH')
  })
})
