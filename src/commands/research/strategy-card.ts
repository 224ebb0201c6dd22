import { type Block, type Button, fields, type Reply, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import type { NamedStrategy } from '../../strategies/strategies.ts'
import type { FollowedStrategy, Strategy, StrategyDraft } from '../../strategies/strategy.ts'
import { ruleWords } from './rule-words.ts'

/** Where a strategy is tried that names no market. */
const MARKET_USUAL = 'BTC'
const HOW =
  'It reads each candle when that has closed, and trades at the open of the next one. It only buys, and sells what it bought; it never goes short.'

interface Card {
  readonly title: string
  readonly zone: string
  /** What stands before all else. */
  readonly first?: readonly Block[]
}

/** A strategy in people's words, with what can be done with it. */
export function strategyReply({ draft, own }: NamedStrategy, { title, zone, first = [] }: Card): Reply {
  return {
    title,
    blocks: [
      ...first,
      ...(draft.description === '' ? [] : [text(draft.description)]),
      fields(ruleWords(draft)),
      text(HOW),
      fields({
        Kind: own === undefined ? `${draft.kind}, of the catalogue` : draft.kind,
        Candles: draft.timeframe,
        ...(draft.markets.length === 0 ? {} : { Markets: marketWords(draft.markets) }),
        ...(own?.followed === undefined ? {} : { Followed: followedWords(own.followed, zone) }),
        ...(own?.shareCode === undefined ? {} : { 'Others get it by': importWords(own.shareCode) }),
      }),
    ],
    buttons: strategyButtons({ draft, own }),
  }
}

/** "BTC/USDT, ETH/USDT". */
function marketWords(marketIds: readonly string[]): string {
  return marketIds.map((id) => id.slice(id.indexOf(':') + 1)).join(', ')
}

/** "version 2 on paper, since 1 Jan 2026 12:00 UTC: BTC/USDT in 4h". */
export function followedWords({ version, mode, markets, timeframe, since }: FollowedStrategy, zone: string): string {
  return `version ${version} ${mode === 'paper' ? 'on paper' : 'live'}, since ${showTime(since, zone)}: ${marketWords(markets)} in ${timeframe}`
}

export function importWords(code: string): string {
  return `/strategy import ${code}`
}

function strategyButtons({ draft, own }: NamedStrategy): readonly Button[] {
  return [
    backtestButton(draft),
    ...(own === undefined ? [copyButton(draft)] : []),
    ...(own?.followed === undefined ? [followButton(draft)] : [unfollowButton(own)]),
  ]
}

/** Follows it on these markets, or on those that it names itself. */
export function followButton({ name, markets }: Pick<StrategyDraft, 'name' | 'markets'>): Button {
  const label = markets.length === 0 ? `Follow ${MARKET_USUAL} on paper` : 'Follow on paper'
  return { kind: 'run', label, command: 'strategy enable', input: { name, markets: markets.length === 0 ? [MARKET_USUAL] : markets } }
}

export function unfollowButton({ latest: { name } }: Pick<Strategy, 'latest'>): Button {
  return { kind: 'run', label: 'Follow no more', command: 'strategy disable', input: { name } }
}

function backtestButton({ name, markets }: StrategyDraft): Button {
  const market = markets.length === 0 ? MARKET_USUAL : markets.join(',')
  return { kind: 'run', label: 'Backtest', command: 'backtest run', input: { strategy: name, market } }
}

function copyButton({ name }: Pick<StrategyDraft, 'name'>): Button {
  return { kind: 'run', label: 'Copy', command: 'strategy create', input: { name: `my-${name}`, from: name } }
}
