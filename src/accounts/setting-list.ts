import type { z } from 'zod'
import { Decimal } from '../basics/money.ts'
import { choice, count, factor, marketList, percent, quietHours, zone } from './setting-kinds.ts'

const NOTICES = ['on', 'silent', 'off'] as const

const share = (percents: string): Decimal => new Decimal(percents).div(100)

/** Which way a limit is loosened. */
const more = (from: Decimal, to: Decimal): boolean => to.gt(from)
const less = (from: Decimal, to: Decimal): boolean => to.lt(from)
const moreOften = (from: number, to: number): boolean => to > from
const longer = (from: readonly string[], to: readonly string[]): boolean =>
  from.length > 0 && (to.length === 0 || to.some((name) => !from.includes(name)))
const shorter = (from: readonly string[], to: readonly string[]): boolean => from.some((name) => !to.includes(name))

const notice = (title: string, about: string) => choice(NOTICES, { title, about, fallback: 'on' })

/** Every setting there is. Its key in the database is its name here; people read and write it as "quiet-hours". */
export const SETTINGS = {
  language: choice(['en'], { title: 'Language', about: 'The language of answers; English is the only one so far.', fallback: 'en' }),
  zone: zone({ title: 'Time zone', about: 'The zone of times in answers and pictures.', fallback: 'UTC' }),
  currency: choice(['USDT', 'USDC', 'USD', 'EUR', 'GBP', 'JPY', 'TRY', 'BRL', 'BTC', 'ETH'], {
    title: 'Currency',
    about: 'What values are shown in.',
    fallback: 'USDT',
  }),
  colours: choice(['classic', 'colour-blind', 'light'], {
    title: 'Colours',
    about: 'The colours of pictures.',
    fallback: 'classic',
  }),
  quietHours: quietHours({ title: 'Quiet hours', about: 'When notices come without a sound, in your own zone.', fallback: 'off' }),

  notifyOrder: notice('Orders', 'Notices of orders that were placed, changed or cancelled.'),
  notifyFill: notice('Fills', 'Notices of orders that were filled.'),
  notifyStop: notice('Stops', 'Notices of stops and targets that were hit.'),
  notifyAlert: notice('Alerts', 'Notices of your alerts.'),
  notifySignal: notice('Signals', 'Notices of signals that you follow.'),
  notifyStrategy: notice('Strategies', 'Notices of what your strategies do.'),
  notifySecurity: notice('Security', 'Notices of log-ins, new devices and changed settings.'),
  notifyDigest: notice('Digest', 'The summary of the day.'),

  positionMax: percent({
    title: 'Position, most',
    about: 'The most of your equity that one position may hold.',
    fallback: share('10'),
    least: '0.1',
    most: '100',
    looser: more,
  }),
  tradeRiskMax: percent({
    title: 'Risk of a trade, most',
    about: 'The most of your equity that one trade may lose at its stop.',
    fallback: share('2'),
    least: '0.01',
    most: '100',
    looser: more,
  }),
  exposureMax: percent({
    title: 'Exposure, most',
    about: 'The most of your equity that all positions together may hold.',
    fallback: share('95'),
    least: '1',
    most: '100',
    looser: more,
  }),
  positionsMax: count({
    title: 'Positions, most',
    about: 'How many positions may be open at once.',
    fallback: 10,
    least: 1,
    most: 100,
    looser: moreOften,
  }),
  drawdownMax: percent({
    title: 'Drawdown, most',
    about: 'How far your equity may fall from its peak before entries stop.',
    fallback: share('20'),
    least: '1',
    most: '100',
    looser: more,
  }),
  dailyLossMax: percent({
    title: 'Daily loss, most',
    about: 'How much of your equity a day may cost before entries stop until the next day in UTC.',
    fallback: share('5'),
    least: '0.1',
    most: '100',
    looser: more,
  }),
  rewardMin: factor({
    title: 'Reward to risk, least',
    about: 'How many times the risk the target must be worth.',
    fallback: new Decimal('1.5'),
    least: '0',
    most: '20',
    looser: less,
  }),
  stopDefault: percent({
    title: 'Usual stop',
    about: 'How far below the entry a stop is put when none was said.',
    fallback: share('2'),
    least: '0.1',
    most: '90',
  }),
  targetDefault: percent({
    title: 'Usual target',
    about: 'How far above the entry a target is put when none was said.',
    fallback: share('4'),
    least: '0.1',
    most: '1000',
  }),
  tradesADayMax: count({
    title: 'Trades a day, most',
    about: 'How many entries a day may have.',
    fallback: 50,
    least: 1,
    most: 1000,
    looser: moreOften,
  }),
  lossesInRowMax: count({
    title: 'Losses in a row, most',
    about: 'After how many losses in a row entries pause for an hour.',
    fallback: 5,
    least: 1,
    most: 100,
    looser: moreOften,
  }),
  marketBand: percent({
    title: 'Band of market orders',
    about: 'How far from the last price a market order may fill.',
    fallback: share('2'),
    least: '0.1',
    most: '20',
    looser: more,
  }),
  restingBand: percent({
    title: 'Band of resting orders',
    about: 'How far from the last price a resting order may lie.',
    fallback: share('20'),
    least: '0.1',
    most: '95',
    looser: more,
  }),
  usualSizeMax: factor({
    title: 'Fat finger',
    about: 'How many times your usual size an order may have.',
    fallback: new Decimal('10'),
    least: '1',
    most: '1000',
    looser: more,
  }),
  onlyMarkets: marketList('any', {
    title: 'Only these',
    about: 'The only coins or markets that you may enter.',
    fallback: [],
    looser: longer,
  }),
  neverMarkets: marketList('none', {
    title: 'Never these',
    about: 'Coins or markets that you may not enter.',
    fallback: [],
    looser: shorter,
  }),
} as const

export type SettingKey = keyof typeof SETTINGS

/** What all settings are worth, typed. Shares are ratios: 0.1 is ten per cent. */
export type SettingValues = { readonly [Key in SettingKey]: z.output<(typeof SETTINGS)[Key]['schema']> }

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[]

/** What a server or group may set for the answers that everybody there reads. */
export const LOOK_KEYS = ['language', 'zone', 'currency', 'colours'] as const satisfies readonly SettingKey[]

/** The key as people write it: "quiet-hours". */
export function settingWord(key: SettingKey): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
