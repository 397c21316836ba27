import sharp from 'sharp'
import { safeSvg } from '@/domain/brand/svg'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'

// Nothing but these four is ever decoded, whatever the bytes claim to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadSvgBuffer',
  ],
})
sharp.cache(false)
sharp.concurrency(1)

/** A picture made anew from what was uploaded: nothing of the file but its pixels is left. */
export interface LogoImage {
  hash: string
  png: Buffer
  width: number
  height: number
  /** mean colour of what is drawn; null: the picture covers its whole ground */
  ink: string | null
}

const BYTES_MAX = 512 * 1024
const PIXELS_MAX = 24_000_000
const DECODE_S = 5
const BOXES = [
  { width: 960, height: 480 },
  { width: 480, height: 240 },
]
const SIDE_MIN = 16
const SAMPLE = 64
const SOLID = 250

const WRONG_KIND = 'file: must be a PNG, JPEG, WebP or SVG picture'

/** By what the bytes are, never by a name or a declared type. */
function kindOf(file: Buffer): 'raster' | 'svg' | null {
  const head = file.subarray(0, 12).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n') || head.startsWith('\xff\xd8\xff') || /^RIFF.{4}WEBP/s.test(head))
    return 'raster'
  return /^(?:\xef\xbb\xbf)?\s*</.test(file.subarray(0, 64).toString('latin1')) ? 'svg' : null
}

async function inkOf(png: Buffer): Promise<string | null> {
  const { data } = await sharp(png)
    .resize(SAMPLE, SAMPLE, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [red, green, blue, weight, isSolid] = [0, 0, 0, 0, true]
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 0
    if (alpha < SOLID) isSolid = false
    red += (data[at] ?? 0) * alpha
    green += (data[at + 1] ?? 0) * alpha
    blue += (data[at + 2] ?? 0) * alpha
    weight += alpha
  }
  if (weight === 0) throw new AppError('INVALID', 'file: the picture is empty; nothing in it can be seen')
  if (isSolid) return null
  return `#${[red, green, blue]
    .map((sum) =>
      Math.round(sum / weight)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

async function encode(input: Buffer): Promise<Omit<LogoImage, 'ink'>> {
  for (const box of BOXES) {
    const image = sharp(input, { limitInputPixels: PIXELS_MAX, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: DECODE_S })
      .toColourspace('srgb')
      .png({ compressionLevel: 9, effort: 8 })
    const { data, info } = await image.toBuffer({ resolveWithObject: true })
    if (info.width < SIDE_MIN || info.height < SIDE_MIN)
      throw new AppError('INVALID', `file: the picture must be at least ${SIDE_MIN} pixels wide and high`)
    if (data.length <= BYTES_MAX) return { hash: sha256(data), png: data, width: info.width, height: info.height }
  }
  throw new AppError('INVALID', 'file: the picture is too detailed for a logo; upload a simpler one')
}

/**
 * Makes a logo out of an uploaded file: PNG, JPEG or WebP re-encoded, SVG reduced to what paints and drawn. At most 960 × 480
 * pixels, no metadata, no colour profile, no second frame.
 * @throws AppError INVALID saying what to upload instead
 */
export async function makeLogo(file: Buffer): Promise<LogoImage> {
  const kind = kindOf(file)
  if (!kind) throw new AppError('INVALID', WRONG_KIND)
  const input = kind === 'svg' ? Buffer.from(safeSvg(file.toString('utf8'))) : file
  try {
    const image = await encode(input)
    return { ...image, ink: await inkOf(image.png) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'INVALID',
      'file: the picture could not be read; it may be broken or larger than 24 megapixels',
      [],
      { cause: error },
    )
  }
}
