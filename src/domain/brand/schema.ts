import { z } from 'zod'
import { zName } from '@/domain/client/schema'

/** Six hex digits, lower-cased. Names, alpha and functions are refused: the value is written into a style sheet. */
export const zHexColor = z
  .string('brandColor: must be text')
  .regex(/^#[0-9a-fA-F]{6}$/, 'brandColor: must be # and six hex digits, e.g. #0e545e')
  .transform((hex) => hex.toLowerCase())

export const BrandInput = z.strictObject({ brandName: zName('brandName', 60), brandColor: zHexColor })
export type BrandInput = z.output<typeof BrandInput>
