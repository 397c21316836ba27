import { type BrandLogo, logoPlate } from '@/domain/brand/resolved'
import { type BrandVars, deriveTheme } from '@/domain/brand/theme'
import { brandIcon } from './icon'

function declarations(vars: BrandVars): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
}

/** A logo that could not be seen on this theme's header stands on a plate. */
function plate(logo: BrandLogo | null, vars: BrandVars): string {
  const color = logo && logoPlate(logo, vars['--brand'])
  return color ? `;--logo-plate:${color};--logo-pad:.375rem` : ';--logo-plate:transparent;--logo-pad:0'
}

/** The partner's colour as CSS: both themes, whether chosen or taken from the system. Values are hex digits out of `deriveTheme`. */
function brandCss(brandColor: string, logo: BrandLogo | null): string {
  const { light, dark } = deriveTheme(brandColor)
  const [day, night] = [light, dark].map((vars) => declarations(vars) + plate(logo, vars))
  return `:root,[data-theme=light]{${day}}@media(prefers-color-scheme:dark){:root:not([data-theme]){${night}}}[data-theme=dark]{${night}}`
}

/** Whose frame it is. */
export interface FrameBrand {
  brandName: string
  brandColor: string
  logo?: BrandLogo | null
}

interface BrandStyleProps extends Omit<FrameBrand, 'brandName'> {
  nonce?: string
}

/** Writes the brand slots and the tab's icon. Stands in the body of a layout, once it is known whose page this is; `nonce` where the policy asks for one. */
export function BrandStyle({ brandColor, logo = null, nonce }: BrandStyleProps) {
  return (
    <>
      <link rel="icon" type="image/svg+xml" href={brandIcon(brandColor)} />
      <style nonce={nonce}>{brandCss(brandColor, logo)}</style>
    </>
  )
}
