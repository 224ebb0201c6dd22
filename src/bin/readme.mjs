/** Writes README's tables anew: of commands from the catalogue, of functions from the formula language. */
import { readFileSync, writeFileSync } from 'node:fs'

const built = new URL('../../dist/src/', import.meta.url)
const { commandTable } = await import(new URL('chat/markdown-table.js', built).href)
const { catalog } = await import(new URL('commands/catalog.js', built).href)
const { FORMULA_FUNCTIONS } = await import(new URL('analysis/formula/formula-functions.js', built).href)
const { formulaTable } = await import(new URL('analysis/formula/formula-table.js', built).href)

const file = new URL('../../README.md', import.meta.url)

/**
 * The text with what stands between the two marks of this name put in place.
 * @param {string} readme
 * @param {string} name
 * @param {string} words
 */
function between(readme, name, words) {
  const [before = ''] = readme.split(`<!-- ${name} -->`)
  const [, after = ''] = readme.split(`<!-- /${name} -->`)
  return `${before}<!-- ${name} -->\n${words}\n<!-- /${name} -->${after}`
}

const commands = between(readFileSync(file, 'utf8'), 'commands', commandTable(catalog))
writeFileSync(file, between(commands, 'functions', formulaTable([...FORMULA_FUNCTIONS.values()])))
