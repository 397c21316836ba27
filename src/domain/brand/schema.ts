import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { zEmail } from '@/domain/member/schema'
import { zId } from '@/lib/ids'

/** Six hex digits, lower-cased. Names, alpha and functions are refused: the value is written into a style sheet. */
export const zHexColor = z
  .string('brandColor: must be text')
  .regex(/^#[0-9a-fA-F]{6}$/, 'brandColor: must be # and six hex digits, e.g. #0e545e')
  .transform((hex) => hex.toLowerCase())

/** An https address people are sent to. Credentials in it would be shown to everybody. */
const zHttps = z
  .string('supportUrl: must be text')
  .trim()
  .max(400, 'supportUrl: must have at most 400 characters')
  .pipe(
    z.url({
      protocol: /^https$/,
      hostname: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
      error: 'supportUrl: must be an address that begins with https://',
    }),
  )
  .refine((url) => !/[\s"'<>\\^`{|}@]/.test(url), {
    error: 'supportUrl: must not contain quotes, brackets, spaces or a sign-in',
  })
  .describe('address')

/** Shown beside the name; null takes it away (a partner) or inherits it (a client). Absent: stays as it is. */
const words = {
  legalName: zName('legalName', 160).nullable().optional(),
  supportEmail: zEmail.nullable().optional(),
  supportUrl: zHttps.nullable().optional(),
  senderName: zName('senderName', 60).nullable().optional(),
}

export const BrandInput = z.strictObject({ brandName: zName('brandName', 60), brandColor: zHexColor, ...words })
export type BrandInput = z.output<typeof BrandInput>

/** What one client shows instead; null = inherited from the partner. */
export const ClientBrandInput = z.strictObject({
  clientId: zId,
  name: zName('name', 60).nullable().optional(),
  color: zHexColor.nullable().optional(),
  ...words,
})
export type ClientBrandInput = z.output<typeof ClientBrandInput>

const FILE_BYTES_MAX = 2 * 1024 * 1024

/** A file as base64: its bytes decide what it is, not its name. */
export const zLogoFile = z
  .base64('file: must be the picture in base64')
  .min(1, 'file: must not be empty')
  .max(Math.ceil(FILE_BYTES_MAX / 3) * 4, 'file: must have at most 2 MB')
