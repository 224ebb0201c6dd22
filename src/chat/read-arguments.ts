import { nearest } from '../basics/nearest.ts'
import { Refusal } from '../basics/refusal.ts'
import type { CommandInfo } from './command-info.ts'
import { isPositional, keywordsOf, type Option } from './option.ts'
import { teach } from './usage.ts'
import { quote, splitWords, type Word } from './words.ts'

const NAMED = /^([a-z][a-z0-9_]*)([=:])(.+)$/is
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/
const UNIT_AMOUNT = /^\d[\d.,]*[km]?$/i
const YES_OR_NO = new Map([
  ...['yes', 'on', 'true'].map((word) => [word, true] as const),
  ...['no', 'off', 'false'].map((word) => [word, false] as const),
])

/** What of a command is needed to read its words. */
export type Readable = Pick<CommandInfo, 'name' | 'options' | 'examples'>

/**
 * Turns "BTC in=EUR" into `{ market: 'BTC', in: 'EUR' }`, for every place where a command arrives as a line of text.
 *
 * In this order: what is named (`in=EUR`), worded (`sl 58k`), prefixed (`@60k`) or a bare yes (`csv`); what an option knows as its own wherever it stands; the rest by position. Throws a `Refusal` for a word that nothing takes.
 */
export function readArguments(command: Readable, line: string): Record<string, unknown> {
  const reading: Reading = { command, values: new Map(), recognised: [] }
  const words = takeKeyed(reading, withUnits(command, splitWords(line)))
  const left = takeByPosition(reading, takeAnywhere(reading, words))
  if (left[0] !== undefined) throw misread(reading, left[0])
  return Object.fromEntries(reading.values)
}

/** Input with named values as it comes from Discord or a program: a list may be given as one text of words. */
export function readNamedValues(options: readonly Option[], input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const lists = new Set(options.filter(({ kind }) => kind === 'list').map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) =>
      lists.has(name) && typeof value === 'string' ? [name, splitWords(value).map(({ text }) => text)] : [name, value],
    ),
  )
}

/** "100 usd" and "usd 100" are one word, "100usd", where an option counts in such units. */
function withUnits({ options }: Readable, words: readonly Word[]): readonly Word[] {
  const units = new Set(options.flatMap((option) => option.units))
  if (units.size === 0) return words
  const joined: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    const next = words[at + 1]
    if (word === undefined) break
    const [amount, unit] = next === undefined ? [] : units.has(next.text.toLowerCase()) ? [word, next] : [next, word]
    const isOne = amount !== undefined && unit !== undefined && units.has(unit.text.toLowerCase()) && UNIT_AMOUNT.test(amount.text)
    joined.push(isOne ? { ...amount, text: amount.text + unit.text } : word)
    if (isOne) at++
  }
  return joined
}

interface Reading {
  readonly command: Readable
  readonly values: Map<string, unknown>
  /** Words that lists took for their own. They give one back when a required option would stay empty. */
  readonly recognised: { readonly option: Option; readonly word: string }[]
}

/** Sets what says by itself which option it is for, and returns the other words. */
function takeKeyed(reading: Reading, words: readonly Word[]): readonly Word[] {
  const loose: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    const found = word && keyed(reading, word)
    if (word === undefined || found === undefined) {
      if (word !== undefined) loose.push(word)
      continue
    }
    if (found.value !== undefined) put(reading, found.option, found.value)
    else if (found.option.kind === 'yes-no') reading.values.set(found.option.name, true)
    else at += takeValues(reading, { option: found.option, keyword: word.text, rest: words.slice(at + 1) })
  }
  return loose
}

/** The option that a word names, and the value where the word holds it too. */
function keyed({ command }: Reading, word: Word): { readonly option: Option; readonly value?: string } | undefined {
  const { options } = command
  const byName = (name: string) => options.find((option) => option.name === name || option.words.includes(name))
  if (word.name !== undefined) {
    const option = byName(word.name.toLowerCase())
    if (option === undefined) throw noSuchOption(command, word.name)
    return { option, value: word.text }
  }
  if (word.quoted) return undefined
  const [, name = '', sign, value = ''] = NAMED.exec(word.text) ?? []
  const named = byName(name.toLowerCase())
  if (named !== undefined) return { option: named, value }
  if (sign === '=' && nearestOption(command, name) !== undefined) throw noSuchOption(command, name)
  const prefixed = options.find(({ prefix }) => prefix !== undefined && word.text.startsWith(prefix))
  if (prefixed !== undefined) {
    const rest = word.text.slice(prefixed.prefix?.length)
    return rest === '' ? { option: prefixed } : { option: prefixed, value: rest }
  }
  const worded = options.find((option) => keywordsOf(option).includes(word.text.toLowerCase()))
  return worded && { option: worded }
}

/** Takes the words behind a keyword as its value: one, or for a list as many as follow and, where it knows its own, look like it. Returns how many. */
function takeValues(reading: Reading, { option, keyword, rest }: { option: Option; keyword: string; rest: readonly Word[] }): number {
  const isOther = (word: Word) => keyed(reading, word) !== undefined
  const isStrange = (word: Word, at: number) => at > 0 && option.pattern !== undefined && !recognises(option, word.text)
  const end = option.kind === 'list' ? rest.findIndex((word, at) => isOther(word) || isStrange(word, at)) : 1
  const values = rest.slice(0, end === -1 ? rest.length : end).filter((word) => !isOther(word))
  if (values.length === 0)
    throw new Refusal('bad-input', `Say what "${keyword}" should be. ${option.about}`, { hint: teach(reading.command) })
  for (const { text } of values) put(reading, option, text)
  return values.length
}

/** Gives words to the options that know them by what they are, and returns the others. */
function takeAnywhere(reading: Reading, words: readonly Word[]): readonly Word[] {
  const options = reading.command.options.filter(({ anywhere }) => anywhere)
  return words.filter(({ text }) => {
    const option = options.find((each) => (each.kind === 'list' || !reading.values.has(each.name)) && recognises(each, text))
    if (option === undefined) return true
    put(reading, option, text)
    if (option.kind === 'list') reading.recognised.push({ option, word: text })
    return false
  })
}

/** Whether an option that may stand anywhere knows a word as its own. */
export function recognises({ choices, pattern }: Option, word: string): boolean {
  return choiceIn(choices, word) !== undefined || (pattern !== undefined && new RegExp(pattern, 'i').test(word))
}

/** Fills the options that go by their place, and returns the words that are left over. */
function takeByPosition(reading: Reading, words: readonly Word[]): readonly Word[] {
  const left = [...words]
  for (const option of reading.command.options.filter(
    (each) => isPositional(each) && (each.kind === 'list' || !reading.values.has(each.name)),
  )) {
    const first = left[0]
    if (first !== undefined && !option.required && isNumeric(option) && !NUMBER.test(first.text) && meantBy(reading.command, first.text))
      continue
    for (const { text } of left.splice(0, option.kind === 'list' ? left.length : 1)) put(reading, option, text)
    if (option.required && !reading.values.has(option.name)) takeBack(reading, option)
  }
  return left
}

/** In "/chart bb" the only word is the market: there is a coin of that name, although Bollinger bands know it for theirs. */
function takeBack({ values, recognised }: Reading, option: Option): void {
  const first = recognised.shift()
  if (first === undefined) return
  const kept = recognised.filter((each) => each.option === first.option).map(({ word }) => readValue(first.option, word))
  if (kept.length > 0) values.set(first.option.name, kept)
  else values.delete(first.option.name)
  values.set(option.name, option.kind === 'list' ? [first.word] : readValue(option, first.word))
}

function put({ command, values }: Reading, option: Option, text: string): void {
  const value = readValue(option, text)
  const before = values.get(option.name)
  if (option.kind === 'list') values.set(option.name, [...(Array.isArray(before) ? before : []), value])
  else if (before === undefined) values.set(option.name, value)
  else throw new Refusal('bad-input', `${option.name} is said twice.`, { hint: teach(command) })
}

/** A word that cannot be read is passed on as it is; the command's schema will say what it expected. */
function readValue(option: Option, word: string): unknown {
  switch (option.kind) {
    case 'text':
      return word
    case 'choice':
    case 'list':
      return choiceIn(option.choices, word) ?? word
    case 'whole':
    case 'number':
      return NUMBER.test(word) ? Number(word) : word
    case 'yes-no':
      return YES_OR_NO.get(word.toLowerCase()) ?? word
  }
}

/** The choice as it is written: "1M" and "1m" are two, so the very word comes first. */
function choiceIn(choices: readonly string[], word: string): string | undefined {
  return choices.find((choice) => choice === word) ?? choices.find((choice) => choice.toLowerCase() === word.toLowerCase())
}

function nearestOption({ options }: Readable, name: string): string | undefined {
  return nearest(
    name,
    options.map((option) => option.name),
  )
}

function noSuchOption(command: Readable, name: string): Refusal {
  const meant = nearestOption(command, name)
  const hint = meant === undefined ? teach(command) : `Did you mean ${meant}?\n${teach(command)}`
  return new Refusal('bad-input', `There is no option ${quote(name)}.`, { hint })
}

function isNumeric({ kind }: Option): boolean {
  return kind === 'whole' || kind === 'number'
}

/** The word of some option that is nearest to what was typed. */
function meantBy({ options }: Readable, text: string): string | undefined {
  return nearest(
    text,
    options.flatMap((option) => [...option.choices, ...keywordsOf(option), ...option.vocabulary]),
  )
}

function misread({ command, values }: Reading, { text }: Word): Refusal {
  const again = command.options.find((option) => option.anywhere && values.has(option.name) && recognises(option, text))
  if (again !== undefined) return new Refusal('bad-input', `${again.name} is said twice.`, { hint: teach(command) })
  const meant = meantBy(command, text)
  const hint = meant === undefined ? teach(command) : `Did you mean ${meant}?\n${teach(command)}`
  return new Refusal('bad-input', `I did not understand ${quote(text)}.`, { hint })
}
