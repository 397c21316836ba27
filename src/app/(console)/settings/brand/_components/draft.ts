import type { ResolvedBrand } from '@/domain/brand/resolved'
import type { readBrandForm } from '@/services/brand/form'

/** What the form starts from. */
export type BrandFormData = Awaited<ReturnType<typeof readBrandForm>>

const TEXTS = ['name', 'color', 'legalName', 'supportEmail', 'supportUrl', 'senderName'] as const
export type TextField = (typeof TEXTS)[number]
/** As typed; '' = nothing said: none for the partner, inherited for a client. */
export type Draft = Record<TextField, string>

export function draftOf({ own }: BrandFormData): Draft {
  return Object.fromEntries(TEXTS.map((field) => [field, own?.[field] ?? ''])) as Draft
}

const LAST_RESORT = '#2a3036'
/** The form's own check; the verb's schema has the last word. */
const HEX = /^#[0-9a-f]{6}$/i

export const isColor = (text: string) => HEX.test(text)

/** What a field shows where nothing is typed. */
export function inherited(field: TextField, draft: Draft, { client, partner }: BrandFormData): string {
  if (field === 'senderName') return draft.name || (client ? partner.senderName : '')
  return client ? (partner[field] ?? '') : ''
}

/** What the previews draw, from the draft of this moment. */
export function shownBrand(draft: Draft, data: BrandFormData): ResolvedBrand {
  const said = (field: TextField) => draft[field].trim() || inherited(field, draft, data)
  const color = said('color')
  return {
    ...data.resolved,
    name: said('name') || '…',
    color: isColor(color) ? color.toLowerCase() : LAST_RESORT,
    legalName: said('legalName') || null,
    supportEmail: said('supportEmail') || null,
    supportUrl: said('supportUrl') || null,
    senderName: said('senderName') || said('name'),
  }
}

/** The fields as the verbs take them: null where nothing is said. */
export function asGiven(draft: Draft) {
  const said = (field: TextField) => draft[field].trim() || null
  const [legalName, supportEmail, supportUrl, senderName] = (
    ['legalName', 'supportEmail', 'supportUrl', 'senderName'] as const
  ).map(said) as [string | null, string | null, string | null, string | null]
  return { name: said('name'), color: said('color'), legalName, supportEmail, supportUrl, senderName }
}
