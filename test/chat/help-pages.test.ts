import { expect, test } from 'vitest'
import { commandsOf } from '../../src/chat/group.ts'
import { helpFor, helpForAll } from '../../src/chat/help-pages.ts'
import { commandTable } from '../../src/chat/markdown-table.ts'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { smallCatalog } from '../fakes/small-desk.ts'

const commands = commandsOf(smallCatalog)

test('says in one line for each group what somebody may do', () => {
  expect(toPlainText(helpForAll(commands, 'admin'))).toMatchInlineSnapshot(`
    "What you can say
    market: /price /chart /list
    trading: /buy
    admin: /halt
    More about one of them: /help price. About a group: /help market."
  `)
  expect(toPlainText(helpForAll(commands, 'anyone'))).toMatchInlineSnapshot(`
    "What you can say
    market: /price /chart
    More about one of them: /help price. About a group: /help market."
  `)
})

test('explains one command', () => {
  expect(toPlainText(helpFor(commands, 'chart'))).toMatchInlineSnapshot(`
    "/chart <market> [timeframe] [indicators …] [log]
    Draw the candles of a market
    market: The market, such as BTC.
    timeframe: The length of a candle. One of 1m, 5m, 1h, 4h, 1M. Without it: 1h.
    indicators: What to draw with it.
    log (logarithmic): A logarithmic scale.
    For example: /chart btc 4h rsi macd bb
    Also: /c"
  `)
  expect(toPlainText(helpFor(commands, 'buy'))).toMatchInlineSnapshot(`
    "/buy <market> <amount> [@price] [sl …] [tp …] [nostop]
    Buy at the market price. Asks before it does.
    market: The market, such as BTC.
    amount: How much.
    price (@): The limit.
    stop (sl, stop): Where to get out.
    targets (tp): Where to take profit.
    nostop: No stop.
    For example: /buy BTC $100 @60k sl 58k tp 62k:50% 65k:50%"
  `)
  expect(helpFor(commands, '/C')).toEqual(helpFor(commands, 'chart'))
  expect(helpFor(commands, 'list_add')).toEqual(helpFor(commands, 'list add'))
  expect(helpFor(commands, 'ls')).toEqual(helpFor(commands, 'list show'))
})

test('explains a group command, and a group', () => {
  expect(toPlainText(helpFor(commands, 'list'))).toMatchInlineSnapshot(`
    "/list
    /list add <markets …>: Add to your list
    /list show [csv]: Show your list"
  `)
  expect(toPlainText(helpFor(commands, 'trading'))).toMatchInlineSnapshot(`
    "What you can say about trading
    /buy <market> <amount> [@price] [sl …] [tp …] [nostop]: Buy at the market price"
  `)
})

test('names the nearest when there is no such command', () => {
  expect(() => helpFor(commands, 'cahrt')).toThrow('I know no command "cahrt".')
  expect(() => helpFor(commands, 'cahrt')).toThrow(expect.objectContaining({ hint: 'Did you mean /help chart?' }))
  expect(() => helpFor(commands, 'research')).toThrow('I know no command "research".')
  expect(() => helpFor(commands, 'x'.repeat(4000))).toThrow(expect.objectContaining({ hint: 'See /help.' }))
})

test('draws the table of the README', () => {
  expect(commandTable(smallCatalog)).toMatchInlineSnapshot(`
    "| command | does | also |
    |---|---|---|
    | \`/price <market> [in]\` | Show the latest price of a market | \`/p\` \`/euros\` |
    | \`/chart <market> [timeframe] [indicators …] [log]\` | Draw the candles of a market | \`/c\` |
    | \`/buy <market> <amount> [@price] [sl …] [tp …] [nostop]\` | Buy at the market price |  |
    | \`/list add <markets …>\` | Add to your list |  |
    | \`/list show [csv]\` | Show your list | \`/ls\` \`/list_all\` |
    | \`/halt\` | Stop everything |  |"
  `)
})
