import { updateClientBrand } from '@/services/brand/client-brand'
import { setLogo } from '@/services/brand/logo'
import { updateBrand } from '@/services/brand/update'
import type { Caller } from '@/services/context'
import { DEMO_PARTNER } from './partner'
import type { SeededPlant } from './plant'

/** The northern light over a horizon, on a ground of its own: seen on paper and on every header. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f8c95a"/><stop offset="1" stop-color="#eea62b"/></linearGradient></defs>
  <rect width="96" height="96" fill="url(#sky)"/>
  <path fill="#0b3c44" d="M48 10 L54.5 41.5 L82 48 L54.5 54.5 L48 60 L41.5 54.5 L14 48 L41.5 41.5 Z"/>
  <circle cx="48" cy="48" r="5" fill="#f8c95a"/>
  <path fill="none" stroke="#0b3c44" stroke-width="6" stroke-linecap="round" d="M14 72 C28 64 40 64 48 69 S68 76 82 68"/>
  <path fill="none" stroke="#0b3c44" stroke-width="6" stroke-linecap="round" opacity=".55" d="M22 85 C34 79 42 79 49 82 S64 87 74 82"/>
</svg>`

/** One client shows its own name and colour; everything else it inherits. */
const OWN_FACE = {
  slug: 'lakeshore',
  name: 'Lakeshore Operations',
  color: '#274b7a',
  supportEmail: 'operations@lakeshore.example',
}

/** How the demo's partner and one of its clients look. */
export async function seedBrand(owner: Caller, plants: readonly SeededPlant[]): Promise<void> {
  const { brandName, brandColor } = DEMO_PARTNER
  await updateBrand(owner, {
    brandName,
    brandColor,
    legalName: 'Nordlicht Automation GmbH, Hamburg',
    supportEmail: 'service@nordlicht.example',
    supportUrl: 'https://nordlicht.example/service',
    senderName: 'Nordlicht Service',
  })
  await setLogo(owner, { clientId: null, file: Buffer.from(LOGO).toString('base64') })
  const { slug, ...face } = OWN_FACE
  const client = plants.find(({ plant }) => plant.slug.startsWith(slug))
  if (client) await updateClientBrand(owner, { clientId: client.clientId, ...face })
}
