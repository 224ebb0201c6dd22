import type { Candlestick } from './candlestick.ts'
import { engulfing, threeOutside } from './engulfing-candlesticks.ts'
import { hammer, hangingMan, invertedHammer, shootingStar } from './hammer-candlesticks.ts'
import { harami, haramiCross, threeInside } from './harami-candlesticks.ts'
import { doji, dragonflyDoji, gravestoneDoji, spinningTop } from './indecision-candlesticks.ts'
import { beltHold, kicking, marubozu } from './marubozu-candlesticks.ts'
import { darkCloudCover, piercing } from './piercing-candlesticks.ts'
import { threeBlackCrows, threeWhiteSoldiers } from './soldier-candlesticks.ts'
import { abandonedBaby, eveningDojiStar, eveningStar, morningDojiStar, morningStar } from './star-candlesticks.ts'

/** All candlestick patterns, in the order of `CANDLESTICKS`. */
export const CANDLESTICK_PATTERNS: readonly Candlestick[] = [
  doji,
  dragonflyDoji,
  gravestoneDoji,
  spinningTop,
  marubozu,
  hammer,
  hangingMan,
  invertedHammer,
  shootingStar,
  engulfing,
  harami,
  haramiCross,
  piercing,
  darkCloudCover,
  threeWhiteSoldiers,
  threeBlackCrows,
  threeInside,
  threeOutside,
  morningStar,
  eveningStar,
  morningDojiStar,
  eveningDojiStar,
  abandonedBaby,
  beltHold,
  kicking,
]
