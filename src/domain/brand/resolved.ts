import { contrastRatio } from './color'

/** Everything a partner chooses about how it looks and a client may choose otherwise. */
export const BRAND_FIELDS = ['name', 'color', 'logo', 'legalName', 'supportEmail', 'supportUrl', 'senderName'] as const
export type BrandField = (typeof BRAND_FIELDS)[number]
export type BrandOrigin = 'partner' | 'client'

/** A picture re-encoded by us: always PNG, addressed by its content. */
export interface BrandLogo {
  hash: string
  mime: 'image/png'
  width: number
  height: number
  /** mean colour of what is drawn, `#rrggbb`; null: the picture brings its own ground */
  ink: string | null
}

/** How one client's things look (or the partner's own, without a client), and who said so. */
export interface ResolvedBrand {
  name: string
  /** `#rrggbb`, lower case */
  color: string
  logo: BrandLogo | null
  legalName: string | null
  supportEmail: string | null
  supportUrl: string | null
  /** the name mails come from */
  senderName: string
  from: Record<BrandField, BrandOrigin>
}

/** Fields as they are stored; null = not said. */
export type BrandLayer = { [Field in Exclude<BrandField, 'logo'>]: string | null } & { logo: BrandLogo | null }

/** The client's word where it has one, else the partner's. The sender's name follows the name that is nearer to the client. */
export function resolveBrand(
  partner: BrandLayer & { name: string; color: string },
  client: BrandLayer | null,
): ResolvedBrand {
  const from = {} as Record<BrandField, BrandOrigin>
  for (const field of BRAND_FIELDS) from[field] = client && client[field] !== null ? 'client' : 'partner'
  const senderName =
    client?.senderName ?? (client?.name && !partner.senderName ? client.name : null) ?? partner.senderName
  return {
    name: client?.name ?? partner.name,
    color: client?.color ?? partner.color,
    logo: client?.logo ?? partner.logo,
    legalName: client?.legalName ?? partner.legalName,
    supportEmail: client?.supportEmail ?? partner.supportEmail,
    supportUrl: client?.supportUrl ?? partner.supportUrl,
    senderName: senderName ?? partner.name,
    from,
  }
}

/** The address of a logo on every host of the partner. */
export function logoPath(logo: Pick<BrandLogo, 'hash'>): string {
  return `/brand/${logo.hash}.png`
}

const WORDMARK_RATIO = 2.2

/** A wide logo holds the name already: the words beside it would say it twice. */
export function isWordmark({ width, height }: Pick<BrandLogo, 'width' | 'height'>): boolean {
  return width / height >= WORDMARK_RATIO
}

const MARK_CONTRAST = 3
const PLATES = ['#ffffff', '#111417'] as const

/** A quiet plate behind a logo that could not be seen on `ground`; null when it can be seen as it is. */
export function logoPlate({ ink }: Pick<BrandLogo, 'ink'>, ground: string): string | null {
  if (ink === null || contrastRatio(ink, ground) >= MARK_CONTRAST) return null
  const [light, dark] = PLATES
  return contrastRatio(ink, light) >= contrastRatio(ink, dark) ? light : dark
}
