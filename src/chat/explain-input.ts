import type { z } from 'zod'
import { nearest } from '../basics/nearest.ts'
import type { Option } from './option.ts'
import { quote } from './words.ts'

type Issue = z.core.$ZodIssue
type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

/** Says in plain words what was wrong with an input, one line for each fault. Never repeats the value itself. */
export function explainInput(error: z.ZodError, options: readonly Option[]): string {
  return [...new Set(error.issues.map((issue) => explain(issue, options)))].join('\n')
}

/** Words for the bounds of an option that names none of its own. */
export function explainBound(issue: RawIssue): string | undefined {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined
  const bound =
    issue.code === 'too_small' ? `at least ${issue.minimum.toLocaleString('en')}` : `at most ${issue.maximum.toLocaleString('en')}`
  if (issue.origin === 'string') return `expected ${bound} characters`
  return issue.origin === 'array' ? `expected ${bound} words` : `expected ${bound}`
}

function explain(issue: Issue, options: readonly Option[]): string {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => explainUnknown(key, options)).join('\n')
  const option = options.find(({ name }) => name === issue.path[0])
  if (option === undefined) return issue.path.length === 0 && issue.code === 'invalid_type' ? 'I expected named values.' : issue.message
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return `${option.name} is missing: ${option.about}`
  return `${option.name}: ${expectation(issue, option)}`
}

function expectation(issue: Issue, option: Option): string {
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(', ')}`
  if (issue.code !== 'invalid_type') return issue.message
  return `expected ${EXPECTED[option.kind]}`
}

const EXPECTED: Record<Option['kind'], string> = {
  text: 'a text',
  choice: 'a text',
  whole: 'a whole number such as 12',
  number: 'a number such as 1.5',
  'yes-no': 'yes or no',
  list: 'a list of words',
}

function explainUnknown(key: string, options: readonly Option[]): string {
  const meant = nearest(
    key,
    options.map(({ name }) => name),
  )
  return `There is no option ${quote(key)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
}
