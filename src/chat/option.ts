import { z } from 'zod'
import { CHOICES_MAX, OPTION_NAME, OPTIONS_MAX, SUMMARY_CHARS_MAX } from './limits.ts'

/** One argument of a command, in the terms that every chat program, help page and tool list can understand. */
export interface Option {
  readonly name: string
  readonly about: string
  readonly kind: 'text' | 'whole' | 'number' | 'yes-no' | 'choice' | 'list'
  readonly required: boolean
  /** What it, or each entry of a list, may be; empty when that is open. */
  readonly choices: readonly string[]
  /** What holds when it is left out, as text; undefined when nothing does. */
  readonly byDefault: string | undefined
  /** Words that stand before its value in a line, such as "sl" in "sl 58k". Such an option is not found by its position. */
  readonly words: readonly string[]
  /** A sign that stands right before its value in a line, such as "@" in "@60k". */
  readonly prefix: string | undefined
  /** It takes whichever word of a line looks like one of its own. */
  readonly anywhere: boolean
  /** What its words, or each entry of a list, look like: the source of a regular expression that ignores case. */
  readonly pattern: string | undefined
  /** Words that belong to the number beside them, such as "usd" in "100 usd" or "usd 100". */
  readonly units: readonly string[]
  /** Words that are good for it, where `choices` cannot list them all: for did-you-mean and suggestions. */
  readonly vocabulary: readonly string[]
  /** Whether the command can offer values while the user types. */
  readonly suggests: boolean
}

/** How an option is told apart in a line of text; see `Option` for each. */
export interface OptionNotes {
  readonly about: string
  readonly words?: readonly string[]
  readonly prefix?: string
  readonly anywhere?: boolean
  readonly units?: readonly string[]
  readonly vocabulary?: readonly string[]
}

const NOTES = ['words', 'prefix', 'anywhere', 'units', 'vocabulary'] as const satisfies readonly (keyof OptionNotes)[]

/** Describes a schema as an option of a command: `option(timeframe.default('1h'), { about: 'The length of a candle', anywhere: true })`. */
export function option<Schema extends z.ZodType>(schema: Schema, { about, ...notes }: OptionNotes): Schema {
  return schema.meta({ description: about, ...notes })
}

/** The part of JSON Schema that an option's schema comes out as. */
interface JsonProperty extends Partial<Omit<OptionNotes, 'about'>> {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly items?: JsonProperty
}

const KINDS = { string: 'text', integer: 'whole', number: 'number', boolean: 'yes-no', array: 'list' } as const

/** The JSON Schema of a command's input, for programs. */
export function inputSchemaOf(input: z.ZodObject): object {
  return z.toJSONSchema(input, {
    io: 'input',
    override: ({ jsonSchema }) => {
      for (const note of NOTES) delete jsonSchema[note]
    },
  })
}

/** Reads a command's options from its input schema, by way of JSON Schema, so that no code here knows Zod's classes. Throws a `TypeError` for one that some platform could not show. */
export function optionsOf(command: string, input: z.ZodObject, suggesting: readonly string[]): readonly Option[] {
  const { properties = {}, required = [], additionalProperties } = z.toJSONSchema(input, { io: 'input' })
  if (additionalProperties !== false) throw new TypeError(`${command}: the input is a z.strictObject`)
  const options = Object.entries(properties).map(([name, property]) => ({
    ...readOption(`${command}.${name}`, name, property as JsonProperty),
    required: required.includes(name),
    suggests: suggesting.includes(name),
  }))
  if (options.length > OPTIONS_MAX) throw new TypeError(`${command}: at most ${OPTIONS_MAX} options`)
  checkWords(command, options)
  checkPositions(command, options)
  return options
}

function readOption(where: string, name: string, property: JsonProperty): Omit<Option, 'required' | 'suggests'> {
  const { description: about = '', words = [], prefix, anywhere = false, units = [], vocabulary = [] } = property
  const { pattern, enum: values = [] } = property.items ?? property
  const base = KINDS[property.type as keyof typeof KINDS]
  const choices = values.filter((value) => typeof value === 'string')
  if (!OPTION_NAME.test(name)) throw new TypeError(`${where}: the name must match ${OPTION_NAME}`)
  if (base === undefined || (base === 'list' && property.items?.type !== 'string'))
    throw new TypeError(`${where}: an option is text, a number, yes or no, or a list of texts`)
  if (choices.length !== values.length) throw new TypeError(`${where}: choices are texts`)
  if (about === '' || about.length > SUMMARY_CHARS_MAX)
    throw new TypeError(`${where}: say what it is in 1 to ${SUMMARY_CHARS_MAX} characters`)
  if (choices.length > CHOICES_MAX) throw new TypeError(`${where}: at most ${CHOICES_MAX} choices`)
  if (anywhere && choices.length === 0 && pattern === undefined)
    throw new TypeError(`${where}: what stands anywhere needs choices or a pattern to be known by`)
  const kind = base === 'text' && choices.length > 0 ? 'choice' : base
  return { name, about, kind, choices, byDefault: showDefault(property.default), words, prefix, anywhere, pattern, units, vocabulary }
}

function showDefault(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.join(' ')
  return value === undefined || value === false || value === '' ? undefined : String(value)
}

/** The words that set an option, or stand before its value. A yes-or-no is also set by its bare name. */
export function keywordsOf({ name, kind, words }: Option): readonly string[] {
  return kind === 'yes-no' ? [name, ...words] : words
}

/** Whether the option is found by its place among the words. */
export function isPositional({ kind, words, prefix, anywhere }: Option): boolean {
  return kind !== 'yes-no' && words.length === 0 && prefix === undefined && !anywhere
}

function checkWords(command: string, options: readonly Option[]): void {
  const keywords = options.flatMap((option) => [...keywordsOf(option), ...(option.prefix === undefined ? [] : [option.prefix])])
  if (new Set(keywords).size !== keywords.length) throw new TypeError(`${command}: two options answer to one word`)
  if (keywords.some((word) => word !== word.toLowerCase())) throw new TypeError(`${command}: the words of options are in lower case`)
}

function checkPositions(command: string, options: readonly Option[]): void {
  const kinds = options.filter(isPositional).map(({ kind }) => kind)
  if (kinds.slice(0, -1).includes('list')) throw new TypeError(`${command}: a list takes all the words that are left, so it comes last`)
}
