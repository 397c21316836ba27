import { z } from 'zod'

export const CHANNEL_KINDS = ['slack', 'teams', 'pagerduty', 'mail'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

export const ChannelName = z
  .string()
  .trim()
  .min(1, 'name: say where the messages go, e.g. Night shift')
  .max(80, 'name: at most 80 characters')

const zHttps = z.url({ protocol: /^https?$/, error: 'must be the whole address, beginning with https://' }).max(2000)

/** The secret address of each kind, as its owner copies it out of the product. */
const ADDRESS: Record<ChannelKind, z.ZodType<string>> = {
  slack: zHttps,
  teams: zHttps,
  pagerduty: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9_-]{20,64}$/,
      'must be the integration key (routing key) of an Events API v2 integration: 32 characters',
    ),
  mail: z.email('must be one mail address').max(254),
}

/** @returns what to change, or null when the address fits its kind */
export function addressProblem(kind: ChannelKind, address: string): string | null {
  const read = ADDRESS[kind].safeParse(address.trim())
  return read.success ? null : `address: ${read.error.issues[0]?.message ?? 'is not usable'}.`
}

/** What people see of an address that is itself a secret: host and tail of a URL, the tail of a key, a whole mail address. */
export function addressHint(kind: ChannelKind, address: string): string {
  if (kind === 'mail') return address
  const tail = `…${address.slice(-4)}`
  return URL.canParse(address) ? `${new URL(address).host}/${tail}` : tail
}
