import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

/** A name of our own, so that a font of the machine never takes its place. */
const FONT = 'Parley Inter'
const FILES = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf', '700Bold/Inter_700Bold.ttf'] as const

export const FONT_FAMILY: string = FONT

/** Makes Inter known to the canvas; without it a machine that has no fonts draws no text, and says nothing. Throws when a font cannot be read. */
export function registerFonts(): void {
  if (GlobalFonts.has(FONT)) return
  const { resolve } = createRequire(import.meta.url)
  for (const file of FILES) {
    if (GlobalFonts.registerFromPath(resolve(`@expo-google-fonts/inter/${file}`), FONT) === null) {
      throw new Error(`The font ${file} cannot be read`)
    }
  }
}

/** A CSS font of the picture. */
export function font(weight: 400 | 600 | 700, sizePx: number): string {
  return `${weight} ${sizePx}px "${FONT}"`
}
