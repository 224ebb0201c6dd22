import { CANDLESTICKS } from '../../analysis/candlesticks/candlestick-list.ts'
import type { Finding, FindingKind } from '../../analysis/finding.ts'
import { decimalOf } from '../../basics/money.ts'
import { showAge, showCompact, showPrice } from '../../basics/show.ts'

/** What a picture calls a finding, and a narrow table where that is too long. */
const NAMES: Readonly<Record<FindingKind, readonly [name: string, short?: string]>> = {
  'swing-high': ['Swing high'],
  'swing-low': ['Swing low'],
  bos: ['BOS'],
  choch: ['CHoCH'],
  support: ['Support'],
  resistance: ['Resistance'],
  fvg: ['FVG'],
  'order-block': ['Order block', 'Block'],
  'sweep-high': ['Sweep'],
  'sweep-low': ['Sweep'],
  cdl_doji: ['Doji'],
  cdl_dragonfly_doji: ['Dragonfly doji', 'Dragonfly'],
  cdl_gravestone_doji: ['Gravestone doji', 'Gravestone'],
  cdl_spinning_top: ['Spinning top', 'Spinning'],
  cdl_marubozu: ['Marubozu'],
  cdl_hammer: ['Hammer'],
  cdl_hanging_man: ['Hanging man'],
  cdl_inverted_hammer: ['Inverted hammer', 'Inv. hammer'],
  cdl_shooting_star: ['Shooting star', 'Shoot. star'],
  cdl_engulfing: ['Engulfing'],
  cdl_harami: ['Harami'],
  cdl_harami_cross: ['Harami cross', 'Harami +'],
  cdl_piercing: ['Piercing'],
  cdl_dark_cloud_cover: ['Dark cloud cover', 'Dark cloud'],
  cdl_3_white_soldiers: ['3 white soldiers', '3 soldiers'],
  cdl_3_black_crows: ['3 black crows', '3 crows'],
  cdl_3_inside: ['3 inside'],
  cdl_3_outside: ['3 outside'],
  cdl_morning_star: ['Morning star', 'Morn. star'],
  cdl_evening_star: ['Evening star', 'Even. star'],
  cdl_morning_doji_star: ['Morning doji star', 'Morn. doji'],
  cdl_evening_doji_star: ['Evening doji star', 'Even. doji'],
  cdl_abandoned_baby: ['Abandoned baby', 'Abandoned'],
  cdl_belt_hold: ['Belt hold'],
  cdl_kicking: ['Kicking'],
}
const ARROWS = { up: ' ↑', down: ' ↓', none: '' } as const
const CANDLESTICK_KINDS: ReadonlySet<FindingKind> = new Set(CANDLESTICKS)
const RANGE_DIGITS = [5, 4] as const
const RANGE_CHARS_MAX = 13

/** "Order block", "Morning star", "FVG". */
export function pictureName(kind: FindingKind): string {
  return NAMES[kind][0]
}

/** At most 13 characters, with an arrow where it does not go without saying: "Block ↑", "Support". */
export function shortName({ kind, direction }: Pick<Finding, 'kind' | 'direction'>): string {
  const [name, short = name] = NAMES[kind]
  return kind === 'support' || kind === 'resistance' ? short : `${short}${ARROWS[direction]}`
}

export function isCandlestick({ kind }: Pick<Finding, 'kind'>): boolean {
  return CANDLESTICK_KINDS.has(kind)
}

/** The prices that a finding is told by: all that it spans, but of a sweep the level that was swept. */
export function toldPrices({ kind, top, bottom }: Pick<Finding, 'kind' | 'top' | 'bottom'>): {
  readonly top: number
  readonly bottom: number
} {
  if (kind === 'sweep-high') return { top: bottom, bottom }
  return kind === 'sweep-low' ? { top, bottom: top } : { top, bottom }
}

/** One level, or the range in five digits or four: "42,000.00", "42000–42310". Where that is too long for a phone, the middle. */
export function levelWords({ top, bottom }: ReturnType<typeof toldPrices>, tick: string): string {
  const ranges = RANGE_DIGITS.map((digits) => [bottom, top].map((price) => rounded(price, digits)))
  const range = ranges.find(([low, high]) => low !== high && `${low}–${high}`.length <= RANGE_CHARS_MAX)
  if (range !== undefined) return range.join('–')
  const middle = showPrice((top + bottom) / 2, tick)
  return middle.length <= RANGE_CHARS_MAX ? middle : showCompact((top + bottom) / 2)
}

/** How long ago something became known; what has just done so is "now". */
export function agoWords(ageMs: number): string {
  return ageMs < 1000 ? 'now' : showAge(ageMs)
}

function rounded(price: number, digits: number): string {
  return decimalOf(price).toSignificantDigits(digits).toFixed()
}
