/** What PostgreSQL can keep of a text: U+0000 and halves of surrogate pairs become U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '\ufffd')
}
