import { patternSource, retestSource } from './pattern-source.ts'
import type { SignalSource } from './signal-source.ts'

/** Candlestick patterns and market structure where they mean most. */
export const PATTERN_SOURCES: readonly SignalSource[] = [
  patternSource({
    name: 'engulfing',
    title: 'Engulfing',
    about:
      'A candle swallows the body of the one before it, where a zone holds or in the direction of the trend. Those who were wrong have to get out.',
    version: 1,
    kinds: ['cdl_engulfing'],
    where: 'zone or trend',
  }),
  patternSource({
    name: 'hammer',
    title: 'Hammer and shooting star',
    about:
      'A candle with a long wick was thrown back from a price, where a zone holds or in the direction of the trend. The wick shows who was waiting there.',
    version: 1,
    kinds: ['cdl_hammer', 'cdl_shooting_star'],
    where: 'zone or trend',
  }),
  patternSource({
    name: 'star',
    title: 'Morning and evening star',
    about:
      'A strong candle, a hesitating one, and a strong one back, where a zone holds or in the direction of the trend. It is a turn in three candles.',
    version: 1,
    kinds: ['cdl_morning_star', 'cdl_evening_star', 'cdl_morning_doji_star', 'cdl_evening_doji_star'],
    where: 'zone or trend',
  }),
  retestSource({
    name: 'fvg-retest',
    title: 'Fair value gap retest',
    about:
      'The price comes back into a gap that a fast move left, and closes out of its far half. What was missed there the first time is filled now.',
    version: 1,
    kind: 'fvg',
  }),
  retestSource({
    name: 'order-block-retest',
    title: 'Order block retest',
    about:
      'The price comes back to the last candle before a move that broke structure, and turns there. Who started that move may defend it.',
    version: 1,
    kind: 'order-block',
  }),
  patternSource({
    name: 'sweep-reversal',
    title: 'Liquidity sweep',
    about: 'The price ran through a swing, where stops are, and closed back on the other side. Once the stops are gone nothing pushes on.',
    version: 1,
    kinds: ['sweep-high', 'sweep-low'],
    where: 'anywhere',
  }),
  patternSource({
    name: 'break-of-structure',
    title: 'Break of structure',
    about: 'The close passes the last swing in the direction of the trend. The trend goes on.',
    version: 1,
    kinds: ['bos'],
    where: 'trend',
  }),
  patternSource({
    name: 'change-of-character',
    title: 'Change of character',
    about: 'The close passes the swing that held the old trend. It is the first sign that the trend has turned.',
    version: 1,
    kinds: ['choch'],
    where: 'anywhere',
  }),
]
