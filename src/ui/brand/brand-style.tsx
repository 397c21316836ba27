import { type BrandVars, deriveTheme } from '@/domain/brand/theme'
import { brandIcon } from './icon'

function declarations(vars: BrandVars): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
}

/** The partner's colour as CSS: both themes, whether chosen or taken from the system. Values are hex digits out of `deriveTheme`. */
function brandCss(brandColor: string): string {
  const { light, dark } = deriveTheme(brandColor)
  const [day, night] = [declarations(light), declarations(dark)]
  return `:root,[data-theme=light]{${day}}@media(prefers-color-scheme:dark){:root:not([data-theme]){${night}}}[data-theme=dark]{${night}}`
}

/** Writes the brand slots and the tab's icon. Stands in the body of a layout, once it is known whose page this is; `nonce` where the policy asks for one. */
export function BrandStyle({ brandColor, nonce }: { brandColor: string; nonce?: string }) {
  return (
    <>
      <link rel="icon" type="image/svg+xml" href={brandIcon(brandColor)} />
      <style nonce={nonce}>{brandCss(brandColor)}</style>
    </>
  )
}
