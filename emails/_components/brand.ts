import { type BrandLogo, isWordmark, logoPath, logoPlate } from '@/domain/brand/resolved'
import { deriveTheme } from '@/domain/brand/theme'

/** A picture as mails show it: its address on the partner's own host, and how large. */
interface MailLogo {
  url: string
  width: number
  height: number
  isWordmark: boolean
  /** quiet ground for a logo that could not be seen on the header */
  plate: string | null
}

/** The partner (or the client's own brand) as a mail shows it; colours are checked for contrast. */
export interface MailBrand {
  name: string
  header: string
  onHeader: string
  button: string
  logo?: MailLogo
}

const HEIGHT_PX = 24
const WIDTH_MAX_PX = 160

/** Fits the logo into the mail's header. `origin` is a stored host's, never a request's. */
function mailLogo(logo: BrandLogo, origin: string, header: string): MailLogo {
  const scale = Math.min(HEIGHT_PX / logo.height, WIDTH_MAX_PX / logo.width)
  return {
    url: `${origin}${logoPath(logo)}`,
    width: Math.max(1, Math.round(logo.width * scale)),
    height: Math.max(1, Math.round(logo.height * scale)),
    isWordmark: isWordmark(logo),
    plate: logoPlate(logo, header),
  }
}

/** `color` is `#rrggbb`; the logo comes with the origin that serves it. */
export function mailBrand(
  name: string,
  color: string,
  picture?: { logo: BrandLogo | null; origin: string },
): MailBrand {
  const { light } = deriveTheme(color)
  const header = light['--brand']
  const face = { name, header, onHeader: light['--on-brand'], button: light['--brand-btn'] }
  return picture?.logo ? { ...face, logo: mailLogo(picture.logo, picture.origin, header) } : face
}
