import { AppError } from '@/lib/errors'

/** What a drawing may be made of. Filters, images, links, scripts, animation and foreign markup are left out. */
const ELEMENTS = new Set(
  'svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask use symbol title desc text tspan style'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set(
  (
    'id class style transform d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox points offset fill fill-opacity fill-rule ' +
    'clip-path clip-rule mask opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray ' +
    'stroke-dashoffset stroke-opacity stop-color stop-opacity gradientUnits gradientTransform spreadMethod maskUnits ' +
    'clipPathUnits preserveAspectRatio display visibility color text-anchor font-family font-size font-weight font-style ' +
    'letter-spacing dx dy href xlink:href'
  ).split(' '),
)

const LIMITS = { bytes: 262_144, elements: 5_000, depth: 40, uses: 60 } as const
/** What it is drawn into, in pixels. */
const BOX = { width: 960, height: 480 } as const

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|([\s\S])/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

const refuse = (why: string) =>
  new AppError('INVALID', `The drawing cannot be used: ${why} Save it as a plain SVG, or upload a PNG.`)

/** Only the five names and numbers of XML; a name of the document's own would be an entity, and there are none. */
function isPlain(text: string): boolean {
  return !/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/.test(text)
}

/** References stay inside the drawing. Escapes are refused whole: they exist to hide words. */
function isHarmless(value: string): boolean {
  if (/[\\@<>]|&#|expression|javascript|data:|behaviou?r|-moz-binding/i.test(value)) return false
  return (value.match(/url\s*\(/gi) ?? []).length === (value.match(/url\(\s*['"]?#[\w.-]+['"]?\s*\)/g) ?? []).length
}

function keptAttributes(source: string): string {
  let kept = ''
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? ''
    if (!ATTRIBUTES.has(name) || !isPlain(value) || !isHarmless(value)) continue
    if (name.endsWith('href') && !/^#[\w.-]+$/.test(value)) continue
    kept += ` ${name}="${value.replaceAll('"', '&quot;')}"`
  }
  return kept
}

/** The root is written anew: its size is ours, whatever it claims. */
function root(source: string): string {
  const of = (name: string) => {
    const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(source)
    return found?.[1] ?? found?.[2] ?? ''
  }
  const box = of('viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [left = 0, top = 0, width = 0, height = 0] =
    box.length === 4 ? box : [0, 0, ...['width', 'height'].map((name) => Number.parseFloat(of(name)))]
  if (![left, top].every(Number.isFinite) || !(width > 0 && height > 0 && width < 1e6 && height < 1e6))
    throw refuse('it does not say how large it is (viewBox).')
  const scale = Math.min(BOX.width / width, BOX.height / height)
  const [w, h] = [width, height].map((length) => Math.max(1, Math.round(length * scale)))
  const style = ['fill', 'color', 'style', 'fill-rule', 'class'].flatMap((name) =>
    of(name) ? [`${name}="${of(name)}"`] : [],
  )
  return ` xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${left} ${top} ${width} ${height}" width="${w}" height="${h}"${keptAttributes(` ${style.join(' ')}`)}`
}

interface Walk {
  out: string
  open: string[]
  /** depth at which something left out began; null = everything is kept */
  skipFrom: number | null
  elements: number
  uses: number
}

function start(walk: Walk, name: string, attributes: string, isEmpty: boolean): void {
  walk.elements += 1
  if (name === 'use') walk.uses += 1
  if (walk.elements > LIMITS.elements || walk.uses > LIMITS.uses || walk.open.length > LIMITS.depth)
    throw refuse('it has too many parts.')
  const isRoot = walk.open.length === 0
  if (isRoot && (name !== 'svg' || walk.out !== '')) throw refuse('it is not one <svg>.')
  if (walk.skipFrom === null && !ELEMENTS.has(name)) walk.skipFrom = walk.open.length
  if (walk.skipFrom === null)
    walk.out += `<${name}${isRoot ? root(attributes) : keptAttributes(attributes)}${isEmpty ? '/>' : '>'}`
  if (!isEmpty) walk.open.push(name)
  else if (walk.skipFrom === walk.open.length) walk.skipFrom = null
}

function end(walk: Walk, name: string): void {
  if (walk.open.pop() !== name) throw refuse('its parts do not close in order.')
  if (walk.skipFrom === null) walk.out += `</${name}>`
  else if (walk.skipFrom === walk.open.length) walk.skipFrom = null
}

function words(walk: Walk, text: string): void {
  if (walk.skipFrom !== null || walk.open.length === 0) return
  const isStyle = walk.open.at(-1) === 'style'
  if (!isPlain(text) || (isStyle && !isHarmless(text.replaceAll('>', ' ')))) return
  walk.out += text.replaceAll('<', '&lt;')
}

/**
 * A drawing reduced to what paints: known elements and attributes, references only into itself, no entities, no document type.
 * What is not known is left out. The result goes to the rasteriser only and is never sent to anybody.
 * @throws AppError INVALID when it is not a drawing or too large
 */
export function safeSvg(source: string): string {
  if (Buffer.byteLength(source) > LIMITS.bytes) throw refuse('it is larger than 256 kB.')
  const text = source.replace(/^\uFEFF/, '').trim()
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)[^>]*\[|<!ENTITY/i.test(text)) throw refuse('it defines entities.')
  const walk: Walk = { out: '', open: [], skipFrom: null, elements: 0, uses: 0 }
  for (const [, cdata, slash, name, attributes = '', isEmpty, plain, stray] of text
    .replace(/<!DOCTYPE[^>[]*>/i, '')
    .matchAll(TOKEN)) {
    if (stray !== undefined) throw refuse('it is not well-formed.')
    if (name && slash) end(walk, name)
    else if (name) start(walk, name, attributes, isEmpty === '/')
    else words(walk, cdata ?? plain ?? '')
  }
  if (walk.open.length > 0 || walk.out === '') throw refuse('it is not well-formed.')
  return walk.out
}
