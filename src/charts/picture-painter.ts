import { createCanvas } from '@napi-rs/canvas'
import { drawBacktest } from './backtest-picture.ts'
import { drawCard } from './card-picture.ts'
import type { BacktestPicture, CardPicture, EquityPicture, MatrixPicture, RiskPicture } from './charts.ts'
import { drawEquity } from './equity-picture.ts'
import { registerFonts } from './fonts.ts'
import { drawMatrix } from './matrix-picture.ts'
import { PALETTE, type Palette } from './palettes.ts'
import { HEIGHT_PX, type Pen, WIDTH_PX } from './picture-frame.ts'
import { drawRisk } from './risk-picture.ts'

const JPEG_QUALITY = 90

/** Draws pictures that are no candles: charts as PNG, cards as JPEG. */
interface PicturePainter {
  equity(spec: EquityPicture): Uint8Array
  risk(spec: RiskPicture): Uint8Array
  matrix(spec: MatrixPicture): Uint8Array
  backtest(spec: BacktestPicture): Uint8Array
  card(spec: CardPicture): Uint8Array
}

/** A painter with one canvas that it draws on again and again. */
export function createPicturePainter(): PicturePainter {
  registerFonts()
  const canvas = createCanvas(WIDTH_PX, HEIGHT_PX)
  const penOn = (palette: Palette): Pen => {
    const context = canvas.getContext('2d')
    context.reset()
    context.fillStyle = palette.background
    context.fillRect(0, 0, WIDTH_PX, HEIGHT_PX)
    context.textBaseline = 'alphabetic'
    return { context, palette }
  }
  return {
    equity(spec) {
      drawEquity(spec, penOn(PALETTE[spec.palette]))
      return canvas.toBuffer('image/png')
    },
    risk(spec) {
      drawRisk(spec, penOn(PALETTE[spec.palette]))
      return canvas.toBuffer('image/png')
    },
    matrix(spec) {
      drawMatrix(spec, penOn(PALETTE[spec.palette]))
      return canvas.toBuffer('image/png')
    },
    backtest(spec) {
      drawBacktest(spec, penOn(PALETTE[spec.palette]))
      return canvas.toBuffer('image/png')
    },
    card(spec) {
      drawCard(spec, penOn(PALETTE[spec.palette]))
      return canvas.toBuffer('image/jpeg', JPEG_QUALITY)
    },
  }
}
