import type { Finding, FindingKind } from './finding.ts'

/** What a kind of finding is called, and what it means, in one sentence. */
interface FindingTitle {
  readonly title: string
  /** Where its direction is said: "Bullish engulfing", "Fair value gap up", or not at all, where it goes without saying. */
  readonly says?: 'before' | 'after'
  readonly meaning: string
}

const TITLES: Readonly<Record<FindingKind, FindingTitle>> = {
  'swing-high': { title: 'Swing high', meaning: 'A high above the five candles on either side, where prices turned down.' },
  'swing-low': { title: 'Swing low', meaning: 'A low below the five candles on either side, where prices turned up.' },
  bos: { title: 'Break of structure', says: 'after', meaning: 'A close beyond the last swing in the direction of the trend: it goes on.' },
  choch: { title: 'Change of character', says: 'after', meaning: 'A close beyond the last swing against the trend: it may be over.' },
  support: { title: 'Support', meaning: 'Prices turned up here at least twice and have not closed below since.' },
  resistance: { title: 'Resistance', meaning: 'Prices turned down here at least twice and have not closed above since.' },
  fvg: {
    title: 'Fair value gap',
    says: 'after',
    meaning: 'Prices ran so fast that three candles left a gap, which they often come back to fill.',
  },
  'order-block': {
    title: 'order block',
    says: 'before',
    meaning: 'The last candle before the run that broke structure, where a return often finds orders.',
  },
  'sweep-high': { title: 'Sweep of a high', meaning: 'Prices went above a swing high, where stops lie, and closed back below.' },
  'sweep-low': { title: 'Sweep of a low', meaning: 'Prices went below a swing low, where stops lie, and closed back above.' },
  cdl_doji: { title: 'Doji', meaning: 'Open and close are about the same: nobody won.' },
  cdl_dragonfly_doji: { title: 'Dragonfly doji', meaning: 'A doji with a shadow below only: sellers were thrown back.' },
  cdl_gravestone_doji: { title: 'Gravestone doji', meaning: 'A doji with a shadow above only: buyers were thrown back.' },
  cdl_spinning_top: { title: 'Spinning top', meaning: 'A short body between two longer shadows: both sides pulled, neither won.' },
  cdl_marubozu: { title: 'marubozu', says: 'before', meaning: 'A long body with next to no shadows: one side had it all.' },
  cdl_hammer: { title: 'Hammer', meaning: 'A short body with a long shadow below, near the low before: sellers were thrown back.' },
  cdl_hanging_man: { title: 'Hanging man', meaning: 'The candle of a hammer near the high before: a warning that sellers have come.' },
  cdl_inverted_hammer: {
    title: 'Inverted hammer',
    meaning: 'A short body with a long shadow above, below the candle before: buyers have tried.',
  },
  cdl_shooting_star: {
    title: 'Shooting star',
    meaning: 'A short body with a long shadow above, above the candle before: the rise was thrown back.',
  },
  cdl_engulfing: {
    title: 'engulfing',
    says: 'before',
    meaning: 'A body that swallows the one before it, of the other colour: the other side has taken over.',
  },
  cdl_harami: { title: 'harami', says: 'before', meaning: 'A short body within the long one before it: the move has lost its breath.' },
  cdl_harami_cross: {
    title: 'harami cross',
    says: 'before',
    meaning: 'A doji within the long body before it: the move has lost its breath.',
  },
  cdl_piercing: {
    title: 'Piercing line',
    meaning: 'Opened below the low of a long black candle and closed in the upper half of its body.',
  },
  cdl_dark_cloud_cover: {
    title: 'Dark cloud cover',
    meaning: 'Opened above the high of a long white candle and closed in the lower half of its body.',
  },
  cdl_3_white_soldiers: { title: 'Three white soldiers', meaning: 'Three rising candles in step, each closing near its high.' },
  cdl_3_black_crows: { title: 'Three black crows', meaning: 'Three falling candles in step, each closing near its low.' },
  cdl_3_inside: { title: 'Three inside', says: 'after', meaning: 'A harami that the third candle confirms.' },
  cdl_3_outside: { title: 'Three outside', says: 'after', meaning: 'An engulfing that the third candle confirms.' },
  cdl_morning_star: {
    title: 'Morning star',
    meaning: 'A long black body, a small one below it, and a white one that takes much of the loss back.',
  },
  cdl_evening_star: {
    title: 'Evening star',
    meaning: 'A long white body, a small one above it, and a black one that takes much of the gain back.',
  },
  cdl_morning_doji_star: { title: 'Morning doji star', meaning: 'A morning star whose middle candle is a doji.' },
  cdl_evening_doji_star: { title: 'Evening doji star', meaning: 'An evening star whose middle candle is a doji.' },
  cdl_abandoned_baby: {
    title: 'abandoned baby',
    says: 'before',
    meaning: 'A doji with gaps on both sides, from which prices turned round.',
  },
  cdl_belt_hold: { title: 'belt hold', says: 'before', meaning: 'A long body that opened at its extreme and never looked back.' },
  cdl_kicking: {
    title: 'kicking',
    says: 'before',
    meaning: 'Two candles without shadows, of both colours, and a gap between them: prices were kicked round.',
  },
}
const SIDES = { up: 'Bullish', down: 'Bearish', none: 'Neutral' } as const

/** "Bullish engulfing", "Fair value gap up", "Hammer". */
export function findingTitle({ kind, direction }: Pick<Finding, 'kind' | 'direction'>): string {
  const { title, says } = TITLES[kind]
  if (says === 'before') return `${SIDES[direction]} ${title}`
  return says === 'after' ? `${title} ${direction}` : title
}

/** The same without its direction, as it stands in a sentence: "engulfing", "fair value gap". */
export function findingName(kind: FindingKind): string {
  return TITLES[kind].title.toLowerCase()
}

/** What this kind of finding means, in one sentence. */
export function findingMeaning(kind: FindingKind): string {
  return TITLES[kind].meaning
}
