import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/basics/reply.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { callBy } from '../../fakes/chat-ports.ts'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const CROSS = 'entry "sma(10) crosses above sma(20)" exit "sma(10) crosses below sma(20)"'

async function say(line: string, who?: Parameters<ReturnType<typeof desk>['say']>[1]): Promise<Answer> {
  desk().clock.move(60_000)
  return desk().say(line, who)
}
const read = async (line: string): Promise<string> => toPlainText(await say(line))

function fieldIn({ blocks }: Answer, label: string): string {
  const found = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : [])).find((field) => field.label === label)
  return found?.value ?? expect.unreachable(`no ${label}`)
}

function filesIn({ blocks }: Answer): ReadonlyMap<string, readonly string[][]> {
  return new Map(
    blocks.flatMap((block) => {
      if (block.kind !== 'file') return []
      const rows = new TextDecoder().decode(block.bytes).trim().split('\r\n')
      return [[block.name, rows.map((row) => row.split(','))] as const]
    }),
  )
}

describe('what it says', () => {
  test('figures, a picture and one line of judgement', async () => {
    const answer = await say(`/backtest BTC/USDT 1h 20d ${CROSS}`)
    expect(answer.refusal).toBeUndefined()
    for (const label of ['Trades', 'Return', 'Sharpe', 'Max drawdown', 'Win rate', 'Profit factor'])
      expect(fieldIn(answer, label)).not.toBe('')
    expect(fieldIn(answer, 'Return')).toMatch(/^[+-][\d.]+%$/)
    expect(Number(fieldIn(answer, 'Trades'))).toBeGreaterThan(3)
    expect(fieldIn(answer, 'Costs')).toBe('fee 0.1%, slippage 0.05%, of 10,000 USDT')
    expect(fieldIn(answer, 'Candles')).toMatch(/^480 of 1h/)
    const drawn = desk().charts.backtests.at(-1)
    expect(drawn?.fills).toHaveLength(2 * Number(fieldIn(answer, 'Trades')))
    expect(drawn?.words).toBe(answer.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))[0])
    expect(answer.buttons.map(({ label }) => label)).toEqual(['Optimise', 'Walk forward', 'Monte Carlo', 'Trades as a file'])
  })

  test('tables that a phone can show', async () => {
    const { blocks } = await say(`/backtest BTC/USDT 1h 20d ${CROSS}`)
    for (const block of blocks)
      if (block.kind === 'table')
        for (const line of toPlainText({ title: '', blocks: [block] })
          .trim()
          .split('\n'))
          expect(line.length).toBeLessThanOrEqual(34)
  })

  test('trades and equity as files that tell the same', async () => {
    const answer = await say(`/backtest BTC/USDT 1h 20d ${CROSS} fee 0.1% slippage 0% size 99.9% cash 5000 csv`)
    const files = filesIn(answer)
    const [header = [], ...trades] = files.get('trades.csv') ?? []
    expect(header.join()).toBe('side,quantity,entry_time_ms,entry_price,exit_time_ms,exit_price,pnl,fees,exit_reason')
    const [equityHeader = [], ...equity] = files.get('equity.csv') ?? []
    expect(equityHeader.join()).toBe('timestamp_ms,equity')
    expect(equity).toHaveLength(480)
    const pnl = trades.reduce((sum, row) => sum + Number(row[6]), 0)
    expect(Number(equity.at(-1)?.[1])).toBeCloseTo(5000 + pnl, 6)
    const times = new Set(equity.map(([time]) => time))
    for (const [side, quantity, entryAt = '', , exitAt = '', , , fees, reason] of trades) {
      expect(side).toBe('long')
      expect(quantity).toMatch(/^\d+(\.\d{1,8})?$/)
      expect(times).toContain(entryAt)
      expect(times).toContain(exitAt)
      expect(Number(fees)).toBeGreaterThan(0)
      expect(['exit', 'end']).toContain(reason)
    }
  })

  test('the same request gives the same answer', async () => {
    const [once, again] = [await read(`/backtest ETH 1h 15d ${CROSS}`), await read(`/backtest ETH 1h 15d ${CROSS}`)]
    expect(again).toBe(once)
  })

  test('several markets are one portfolio', async () => {
    const answer = await say(`/backtest "BTC,ETH,SOL" 1h 20d ${CROSS} size 30% csv`)
    expect(answer.title).toContain('BTC ETH SOL 1h')
    const [header = [], ...trades] = filesIn(answer).get('trades.csv') ?? []
    expect(header.at(-1)).toBe('market')
    expect(new Set(trades.map((row) => row.at(-1))).size).toBe(3)
  })

  test('keeps what came of it', async () => {
    const code = fieldIn(await say(`/backtest SOL 1h 10d ${CROSS}`), 'Code')
    expect(await read('/backtests')).toContain(code)
    expect(toPlainText(await say('/backtests', 'somebody else'))).not.toContain(code)
  })

  test('shows how far it is, with a way to call it off', async () => {
    const shown: Answer[] = []
    const sink = { show: async (answer: Answer) => void shown.push(answer) }
    await say(`/backtest BTC 1h 20d ${CROSS}`, callBy('ann', { sink }))
    expect(shown.flatMap(({ blocks }) => blocks.map(({ kind }) => kind))).toContain('progress')
    expect(shown.every(({ buttons }) => buttons.map(({ label }) => label).join() === 'Cancel')).toBe(true)
    expect((await desk().press('Cancel', shown[0] ?? expect.unreachable())).title).toBe('You have no backtest running.')
  })
})

describe('which words are what', () => {
  test.each([
    ['/backtest sma-cross BTC 1h 20d', 'sma-cross · BTC/USDT 1h'],
    ['/backtest BTC sma-cross 20d 1h', 'sma-cross · BTC/USDT 1h'],
    ['/backtest run 2024-01-10..2024-01-20 sma-cross btcusdt 30m', 'sma-cross · BTC/USDT 30m'],
    ['/backtest "rsi(14) < 30" BTC 1h', 'rsi(14) < 30 · BTC/USDT 1h'],
    ['/backtest BTC "rsi(14) < 30" 1h', 'rsi(14) < 30 · BTC/USDT 1h'],
    ['/backtest bos BTC 1h', 'bos() != 0 · BTC/USDT 1h'],
    ['/backtest sma-cross BTC 1h stop 3%', 'sma-cross, changed · BTC/USDT 1h'],
    ['/backtest sma-cross eth/btc 1h', 'sma-cross · ETH/BTC 1h'],
  ])('%s', async (line, title) => {
    const answer = await say(line)
    expect(answer.refusal).toBeUndefined()
    expect(answer.title).toContain(title)
  })

  test("one's own strategies, in private only", async () => {
    await say('/strategy create mine entry "rsi(14) < 40" stop 2% target 2r')
    expect((await say('/backtest mine BTC 1h 20d')).title).toContain('mine · BTC/USDT 1h')
    expect((await say('/backtest mine BTC 1h 20d', inCompany('ann'))).refusal?.code).toBe('not-here')
    expect((await say('/backtest sma-cross BTC 1h 20d', inCompany('ann'))).refusal).toBeUndefined()
  })
})

describe('what a reader must know', () => {
  test.each([
    ['/backtest BTC 1h 20d entry "close < 0"', 'never true'],
    ['/backtest "rsi(14) < 30" BTC 1h', 'so it sells after 24 candles'],
    ['/backtest sma-cross BTC 1h 3y', 'later than you asked for'],
    ['/backtest sma-cross BTC 1h', 'Built from candles of 15m.'],
    ['/backtest BTC 4h 20d entry "close > 0" stop 0.2% target 0.2%', 'touched stop and target: '],
  ])('%s: %s', async (line, words) => {
    expect(await read(line)).toContain(words)
  })
})

describe('what it refuses', () => {
  test.each([
    ['/backtest run', 'which strategy to test'],
    ['/backtest run BTC 1h', 'Say which strategy'],
    ['/backtest run BTCC 1h', 'no strategy "BTCC"'],
    ['/backtest run BTC/USDT 1h', 'Say which strategy'],
    ['/backtest sma-cross 1h', 'which market'],
    ['/backtest sma-cross BTC 1h 2031..2032', 'has not happened yet'],
    ['/backtest sma-cross BTC 1h 2024-02-30..2024-03-01', 'is no date'],
    ['/backtest sma-cross BTC 1h from 2024-01-20 to 2024-01-10', 'ends before it begins'],
    ['/backtest sma-cross BTC 1h 3d from 2024-01-20', 'said twice'],
    ['/backtest sma-cross BTC 1d 2h', 'said twice|nothing to test'],
    ['/backtest sma-cross BTC 1h 2012..2013', 'no candles of BTC/USDT'],
    ['/backtest sma-cross BTC 1m 3y', 'more than 500,000 candles'],
    ['/backtest sma-cross BTC 1h fee 50%', 'up to 10%'],
    ['/backtest sma-cross BTC 1h fee 0.1', 'up to 10%'],
    ['/backtest sma-cross BTC 1h cash 0', 'begins with 1'],
    ['/backtest sma-cross BTC 1h stop 3', 'a price or a percentage'],
    ['/backtest "rsi(14) <" BTC 1h', 'rsi'],
    ['/backtest "any(btc): rsi(14) < 30" BTC 1h', 'any'],
    ['/backtest "rsi(14) < 30" BTC 1h entry "close > 0"', 'said twice'],
    ['/backtest sma-cross "BTC/USDT,BTC/EUR" 1h', 'different money'],
    ['/backtest sma-cross BTK 1h', 'BTC'],
    ['/backtest sma-kross BTC 1h', 'sma-cross'],
  ])('%s', async (line, words) => {
    const answer = await say(line)
    expect(answer.refusal, toPlainText(answer)).toBeDefined()
    expect(toPlainText(answer)).toMatch(new RegExp(words))
  })

  test('nothing of this was a failure of ours', () => {
    expect(desk().failures).toEqual([])
  })
})

test('offers strategies and formulas while somebody types', async () => {
  const typing = { command: 'backtest run', option: 'strategy', typed: 'rsi' }
  const offered = await desk().chat.suggest(typing, callBy('ann').caller)
  expect(offered).toContain('rsi-reversion')
  expect(offered).toContain('rsi')
})
