/** Red, green, blue, each 0..1, gamma-encoded sRGB. */
type Rgb = readonly [number, number, number]

/** OKLCH: perceived lightness 0..1, chroma, hue in radians (Ottosson, "A perceptual color space for image processing", 2020). */
export interface Oklch {
  l: number
  c: number
  h: number
}

const expand = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const compress = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055)

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb
    .map((v) =>
      Math.round(Math.min(1, Math.max(0, v)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** WCAG 2.2 relative luminance, 0 (black) to 1 (white). */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex)
  return 0.2126 * expand(r) + 0.7152 * expand(g) + 0.0722 * expand(b)
}

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21; their order does not matter. */
export function contrastRatio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

export function toOklch(hex: string): Oklch {
  const [r, g, b] = rgbOf(hex).map(expand) as unknown as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const A = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const B = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(A, B), h: Math.atan2(B, A) }
}

function linearOf({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h)
  const b = c * Math.sin(h)
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
}

const inGamut = (rgb: Rgb) => rgb.every((v) => v >= -1e-4 && v <= 1 + 1e-4)

/** Nearest `#rrggbb`: what sRGB cannot show loses chroma, never hue or lightness. */
export function fromOklch(color: Oklch): string {
  const l = Math.min(1, Math.max(0, color.l))
  let c = color.c
  while (c > 0.001 && !inGamut(linearOf({ ...color, l, c }))) c *= 0.97
  const [r, g, b] = linearOf({ ...color, l, c: c > 0.001 ? c : 0 })
  return hexOf([compress(Math.max(0, r)), compress(Math.max(0, g)), compress(Math.max(0, b))])
}

/** `share` of `a` (0..1) mixed with `b`, in gamma-encoded sRGB as CSS `color-mix(in srgb)` does. */
export function mix(a: string, b: string, share: number): string {
  const [left, right] = [rgbOf(a), rgbOf(b)]
  return hexOf(left.map((v, i) => v * share + (right[i] ?? 0) * (1 - share)) as unknown as Rgb)
}
