import type { PaletteName, PriceMark } from './charts.ts'

/** The colours of a picture, as CSS. */
export interface Palette {
  readonly background: string
  readonly grid: string
  readonly border: string
  readonly strong: string
  readonly text: string
  readonly dim: string
  readonly up: string
  readonly down: string
  readonly neutral: string
  readonly chipText: string
  readonly badge: string
  readonly badgeText: string
  /** Indicator lines, in the order in which they are drawn. */
  readonly lines: readonly string[]
  /** Rising candles are hollow, and lines also differ by their dashes: what colour says is said by shape too. */
  readonly shapes: boolean
}

const CLASSIC: Palette = {
  background: '#0e1218',
  grid: '#1d2530',
  border: '#2b3644',
  strong: '#ffffff',
  text: '#c6d0dc',
  dim: '#93a1b5',
  up: '#26a69a',
  down: '#ef5350',
  neutral: '#4c9aff',
  chipText: '#ffffff',
  badge: '#ffb020',
  badgeText: '#1a1200',
  lines: ['#f5a623', '#4c9aff', '#9b7bff', '#ff7eb6', '#7ed957', '#4dd0e1'],
  shapes: false,
}

/** Blue and orange of Okabe and Ito, which people with any common colour blindness tell apart. */
const COLOUR_BLIND: Palette = {
  ...CLASSIC,
  up: '#56b4e9',
  down: '#e69f00',
  neutral: '#c6d0dc',
  chipText: '#0e1218',
  badge: '#f0e442',
  lines: ['#f0e442', '#cc79a7', '#ffffff', '#009e73', '#d55e00', '#0072b2'],
  shapes: true,
}

const LIGHT: Palette = {
  background: '#ffffff',
  grid: '#e8ecf1',
  border: '#c9d1db',
  strong: '#0e1218',
  text: '#2b3644',
  dim: '#5b687a',
  up: '#0b8a7d',
  down: '#d9342f',
  neutral: '#1f6fdb',
  chipText: '#ffffff',
  badge: '#b45309',
  badgeText: '#ffffff',
  lines: ['#c77700', '#1f6fdb', '#6d4bd8', '#c2317e', '#3f8f17', '#0b7f91'],
  shapes: false,
}

export const PALETTE: Readonly<Record<PaletteName, Palette>> = { classic: CLASSIC, 'colour-blind': COLOUR_BLIND, light: LIGHT }

/** The colour of the line with this number; they repeat when there are more lines than colours. */
export function lineColour(palette: Palette, index: number): string {
  return palette.lines[index % palette.lines.length] ?? palette.text
}

export function toneColour(tone: PriceMark['tone'], palette: Palette): string {
  return { good: palette.up, bad: palette.down, neutral: palette.neutral }[tone]
}

const DASHES = ['solid', [14, 6], [4, 5]] as const

/** How the line with this number is dashed. */
export function lineDash(palette: Palette, index: number): 'solid' | number[] {
  const dash = palette.shapes ? DASHES[index % DASHES.length] : 'solid'
  return typeof dash === 'object' ? [...dash] : 'solid'
}

/** A colour of the palette, made see-through: `opacity` from 0 to 1. */
export function pale(colour: string, opacity: number): string {
  return `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`
}
