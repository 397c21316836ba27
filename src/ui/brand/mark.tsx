import { type BrandLogo, isWordmark, logoPath } from '@/domain/brand/resolved'

/** The mark's outlines on a square of 24. */
export const MARK = {
  bars: 'M4 11h2.4v8H4zM8.6 7H11v12H8.6zM13.2 4h2.4v15h-2.4zM17.8 9h2.4v10h-2.4z',
  base: 'M2.5 20.2h19v1.6h-19z',
} as const

/** The partner's mark until there is a logo: bars on a base line, in the colour of the text around it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" fill="currentColor" className="flex-none">
      <path d={MARK.bars} />
      <path d={MARK.base} opacity="0.7" />
    </svg>
  )
}

interface WordmarkProps {
  brandName: string
  logo?: BrandLogo | null
  size?: number
}

/** The picture at the height of the mark, on a quiet plate where it could not be seen (`BrandStyle` says so per theme). */
function Logo({ logo, alt, size }: { logo: BrandLogo; alt: string; size: number }) {
  return (
    <span className="flex flex-none rounded bg-(--logo-plate,transparent) px-(--logo-pad,0) py-0.5">
      {/* biome-ignore lint/performance/noImgElement: a small PNG of our own, kept for ever by its hash */}
      <img
        src={logoPath(logo)}
        alt={alt}
        height={size}
        width={Math.round((logo.width / logo.height) * size)}
        className="max-w-44 object-contain object-left"
        style={{ height: size, width: 'auto' }}
      />
    </span>
  )
}

/** Logo or mark, and the name unless the logo says it. The software's own name never stands here. */
export function Wordmark({ brandName, logo = null, size = 24 }: WordmarkProps) {
  if (logo && isWordmark(logo)) return <Logo logo={logo} alt={brandName} size={size} />
  return (
    <span className="flex min-w-0 items-center gap-3">
      {logo ? <Logo logo={logo} alt="" size={size} /> : <Mark size={size} />}
      <span className="truncate font-semibold" style={{ fontSize: size * 0.625, lineHeight: 1.5 }}>
        {brandName}
      </span>
    </span>
  )
}
