import type { FormulaFunction, Parameter } from './formula-function.ts'

/** The functions of formulas for the README, one per row with the usual numbers; a test holds the README against it. */
export function formulaTable(functions: readonly FormulaFunction[]): string {
  const rows = functions.map(({ name, parameters, about }) => `| \`${name}(${parameters.map(parameterWords).join(', ')})\` | ${about} |`)
  return ['| function | gives |', '|---|---|', ...rows.toSorted()].join('\n')
}

/** A number by its usual value, anything else by its name; what stands in square brackets may be left out. */
function parameterWords(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
    case 'window':
      return String(parameter.usual)
    case 'condition':
      return parameter.name
    case 'source':
    case 'asset':
      return parameter.optional ? `[${parameter.name}]` : parameter.name
  }
}
