/** Discord's limits of messages and commands, written down by hand. Each check returns sentences about what is wrong. */

type Fields = Readonly<Record<string, unknown>>

const COMMAND_NAME = /^[-_'\p{Ll}\p{Lo}\p{N}]{1,32}$/u
const CUSTOM_ID_CHARS_MAX = 100
const COMMAND_CHARS_MAX = 8000

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

const isBlank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === ''
const lengthOf = (text: unknown): number => (typeof text === 'string' ? text.length : 0)

/** What is wrong with a message. `files`: the names of what was uploaded with it. */
export function checkMessage(body: Fields, files: readonly string[]): readonly string[] {
  const embeds = listOf(body.embeds)
  const rows = listOf(body.components)
  const buttons = rows.flatMap((row) => listOf(row.components))
  const customIds = buttons.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []))
  const allChars = embeds.reduce((sum, embed) => sum + charsOf(embed), 0)
  return [
    ...(lengthOf(body.content) > 2000 ? ['content is longer than 2000'] : []),
    ...(embeds.length > 10 ? ['more than 10 embeds'] : []),
    ...(allChars > 6000 ? [`${allChars} characters in all embeds`] : []),
    ...embeds.flatMap((embed) => checkEmbed(embed, files)),
    ...(rows.length > 5 ? ['more than 5 rows'] : []),
    ...rows.flatMap(checkRow),
    ...(new Set(customIds).size < customIds.length ? ['two buttons with one custom_id'] : []),
    ...(isBlank(body.content) && embeds.length === 0 && files.length === 0 ? ['an empty message'] : []),
    ...(JSON.stringify(body.allowed_mentions) === '{"parse":[]}' ? [] : ['allowed_mentions are not none']),
    ...(hasHalves(body) ? ['half a character'] : []),
    ...checkAttachments(body, files),
    ...(lengthOf(body.nonce) > 25 ? ['a nonce longer than 25'] : []),
  ]
}

function hasHalves(body: Fields): boolean {
  let found = false
  JSON.stringify(body, (_key, value: unknown) => {
    found ||= typeof value === 'string' && /\p{Surrogate}/u.test(value)
    return value
  })
  return found
}

function charsOf(embed: Fields): number {
  const fields = listOf(embed.fields).reduce((sum, { name, value }) => sum + lengthOf(name) + lengthOf(value), 0)
  return lengthOf(embed.title) + lengthOf(embed.description) + fields + lengthOf(fieldsOf(embed.footer).text)
}

function checkEmbed(embed: Fields, files: readonly string[]): readonly string[] {
  const fields = listOf(embed.fields)
  const image = fieldsOf(embed.image).url
  const isEmpty = isBlank(embed.title) && isBlank(embed.description) && fields.length === 0 && image === undefined
  return [
    ...(isEmpty ? ['an empty embed'] : []),
    ...(embed.title !== undefined && isBlank(embed.title) ? ['a blank title'] : []),
    ...(lengthOf(embed.title) > 256 ? ['a title longer than 256'] : []),
    ...(lengthOf(embed.description) > 4096 ? ['a description longer than 4096'] : []),
    ...(fields.length > 25 ? ['more than 25 fields'] : []),
    ...fields.flatMap(({ name, value }) => [
      ...(isBlank(name) || lengthOf(name) > 256 ? ['a field name that is blank or longer than 256'] : []),
      ...(isBlank(value) || lengthOf(value) > 1024 ? ['a field value that is blank or longer than 1024'] : []),
    ]),
    ...(typeof image === 'string' && !files.includes(image.replace(/^attachment:\/\//, '')) ? [`no file for ${image}`] : []),
  ]
}

function checkRow(row: Fields): readonly string[] {
  const buttons = listOf(row.components)
  return [
    ...(row.type !== 1 || buttons.length === 0 || buttons.length > 5 ? ['a row needs 1 to 5 buttons'] : []),
    ...buttons.flatMap(({ type, style, label, custom_id, url }) => [
      ...(type !== 2 || isBlank(label) || lengthOf(label) > 80 ? ['a button whose label is blank or longer than 80'] : []),
      ...(style === 5 ? checkLink(url, custom_id) : checkPress(custom_id, url)),
    ]),
  ]
}

function checkLink(url: unknown, customId: unknown): readonly string[] {
  const isGood = typeof url === 'string' && url.length <= 512 && /^(?:https?|discord):\/\//.test(url) && URL.canParse(url)
  return isGood && customId === undefined ? [] : ['a link button without a good address']
}

function checkPress(customId: unknown, url: unknown): readonly string[] {
  const isGood = lengthOf(customId) > 0 && lengthOf(customId) <= CUSTOM_ID_CHARS_MAX
  return isGood && url === undefined ? [] : ['a button whose custom_id is empty or longer than 100']
}

function checkAttachments(body: Fields, files: readonly string[]): readonly string[] {
  const attachments = listOf(body.attachments)
  return [
    ...(files.length > 10 ? ['more than 10 files'] : []),
    ...(new Set(files).size < files.length ? ['two files of one name'] : []),
    ...attachments.flatMap(({ id, description }) => [
      ...(files[Number(id)] === undefined ? [`attachment ${id} was not uploaded`] : []),
      ...(lengthOf(description) > 1024 ? ['a file description longer than 1024'] : []),
    ]),
  ]
}

/** What is wrong with a list of commands to register. */
export function checkCommands(commands: readonly Fields[]): readonly string[] {
  const names = commands.map(({ name }) => name)
  return [
    ...(commands.length > 100 ? ['more than 100 commands'] : []),
    ...(new Set(names).size < names.length ? ['two commands of one name'] : []),
    ...commands.flatMap((command) => checkCommand(command).map((wrong) => `${command.name}: ${wrong}`)),
  ]
}

function checkCommand(command: Fields): readonly string[] {
  return [
    ...checkOption({ ...command, type: undefined }),
    ...(commandChars(command) > COMMAND_CHARS_MAX ? ['more than 8000 characters'] : []),
    ...(listOf(command.options).some(isMember) && !listOf(command.options).every(isMember) ? ['sub-commands beside options'] : []),
  ]
}

const isMember = ({ type }: Fields): boolean => type === 1 || type === 2

function checkOption({ name, description, type, options, choices, autocomplete }: Fields): readonly string[] {
  const inner = listOf(options)
  const offered = listOf(choices)
  const firstOptional = inner.findIndex(({ required }) => required !== true)
  return [
    ...(typeof name === 'string' && COMMAND_NAME.test(name) ? [] : [`a bad name: ${name}`]),
    ...(lengthOf(description) >= 1 && lengthOf(description) <= 100 ? [] : [`a bad description: ${description}`]),
    ...(inner.length > 25 || offered.length > 25 ? ['more than 25 options or choices'] : []),
    ...(firstOptional >= 0 && inner.slice(firstOptional).some(({ required }) => required === true) ? ['a required option comes late'] : []),
    ...(autocomplete === true && (offered.length > 0 || ![3, 4, 10].includes(Number(type))) ? ['autocomplete where none can be'] : []),
    ...offered.flatMap((choice) => (lengthOf(choice.name) >= 1 && lengthOf(choice.name) <= 100 ? [] : ['a bad choice'])),
    ...(new Set(inner.map((each) => each.name)).size < inner.length ? ['two options of one name'] : []),
    ...inner.flatMap(checkOption),
  ]
}

function commandChars({ name, description, options, choices }: Fields): number {
  const inner = listOf(options).reduce((sum, option) => sum + commandChars(option), 0)
  const offered = listOf(choices).reduce((sum, choice) => sum + lengthOf(choice.name) + lengthOf(choice.value), 0)
  return lengthOf(name) + lengthOf(description) + inner + offered
}
