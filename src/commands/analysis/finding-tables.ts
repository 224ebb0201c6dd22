import type { Finding } from '../../analysis/finding.ts'
import type { BlockOf } from '../../basics/reply.ts'
import { table } from '../../basics/reply.ts'
import { lengthOf, type Timeframe } from '../../basics/timeframe.ts'
import { agoWords, levelWords, shortName, toldPrices } from './finding-words.ts'
import type { NearPrice } from './near-price.ts'

const EVENTS_SHOWN_MAX = 6

interface Moment {
  readonly tick: string
  readonly timeframe: Timeframe
  readonly now: number
}

/** What is active, from the highest price down, and what happened lately, each as a table for a phone; none where there is nothing. */
export function findingTables({ levels, zones, events, candlesticks }: NearPrice, moment: Moment): readonly BlockOf<'table'>[] {
  const active = [...levels, ...zones].toSorted((a, b) => b.top - a.top)
  const lately = [...events, ...candlesticks].toSorted((a, b) => b.last - a.last).slice(0, EVENTS_SHOWN_MAX)
  return [tableOf('Active', active, moment), tableOf('Lately', lately, moment)].filter(({ rows }) => rows.length > 0)
}

function tableOf(title: string, findings: readonly Finding[], { tick, timeframe, now }: Moment): BlockOf<'table'> {
  return table(
    [
      { title, align: 'left' },
      { title: 'Price', align: 'right' },
      { title: 'Age', align: 'right' },
    ],
    findings.map((finding) => [
      shortName(finding),
      levelWords(toldPrices(finding), tick),
      agoWords(now - finding.last - lengthOf(timeframe)),
    ]),
  )
}
