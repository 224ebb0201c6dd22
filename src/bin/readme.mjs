/** Writes README's command table anew from the catalogue. */
import { readFileSync, writeFileSync } from 'node:fs'

const built = new URL('../../dist/src/', import.meta.url)
const { commandTable } = await import(new URL('chat/markdown-table.js', built).href)
const { catalog } = await import(new URL('commands/catalog.js', built).href)

const file = new URL('../../README.md', import.meta.url)
const readme = readFileSync(file, 'utf8')
const [before = ''] = readme.split('<!-- commands -->')
const [, after = ''] = readme.split('<!-- /commands -->')
writeFileSync(file, `${before}<!-- commands -->\n${commandTable(catalog)}\n<!-- /commands -->${after}`)
