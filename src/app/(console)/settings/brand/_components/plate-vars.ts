import type { CSSProperties } from 'react'
import { logoPlate, type ResolvedBrand } from '@/domain/brand/resolved'

/** A quiet plate for the logo on this ground, as the pages themselves do it. */
export function plateVars({ logo }: ResolvedBrand, ground: string): CSSProperties {
  const plate = logo && logoPlate(logo, ground)
  return { '--logo-plate': plate ?? 'transparent', '--logo-pad': plate ? '.375rem' : '0' } as CSSProperties
}
