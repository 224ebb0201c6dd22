import { type Button, fields, type Reply, text } from '../basics/reply.ts'
import { showTime } from '../basics/show.ts'
import type { MarketService } from '../market/market-service.ts'
import type { PracticeStatus } from '../market/practice.ts'
import { sourceWords } from './source-words.ts'

const STOP: Button = { kind: 'run', label: 'Stop', command: 'replay stop', input: {}, replaces: true }
const AGAIN: Button = { kind: 'run', label: 'Refresh', command: 'replay status', input: {}, replaces: true }

/** Where a practice session is, and how fast it goes. */
export function practiceCard(title: string, { now, from, speed, range, ended }: PracticeStatus, zone: string): Reply {
  return {
    title,
    blocks: [
      fields({
        Now: showTime(now, zone),
        Began: showTime(from, zone),
        Speed: ended ? 'stands still: the candles end here' : `x${speed}`,
        Candles: `${showTime(range.from, zone)} to ${showTime(range.to, zone)}`,
      }),
      text('Only you are at that time. Prices and pictures that you ask for are as they were then.'),
    ],
    buttons: [AGAIN, STOP],
  }
}

/** For somebody without a session: the desk's own time. */
export function deskTimeCard(title: string, market: MarketService, zone: string): Reply {
  return {
    title,
    blocks: [fields({ 'The desk is on': sourceWords(market, zone) }), text('To practise on another day: /replay 2024-01-20 x60')],
  }
}
