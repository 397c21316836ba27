import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { INJECTIONS } from '@/testing/corpus/injections'
import { makeLogo } from './logo'

const square = (side: number, background: object | string = '#0e545e') =>
  sharp({ create: { width: side, height: side, channels: 4, background: background as string } })
const drawing = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">${inside}</svg>`)
let photo: Buffer
beforeAll(async () => {
  const raw = Buffer.from(Array.from({ length: 600 * 400 * 3 }, (_, at) => (at * 7919) % 251))
  photo = await sharp(raw, { raw: { width: 600, height: 400, channels: 3 } })
    .withExif({ IFD0: { Copyright: 'the house of Ada' } })
    .jpeg()
    .toBuffer()
})

describe('a logo', () => {
  it.each(['png', 'webp', 'jpeg'] as const)('is drawn anew from %s', async (kind) => {
    const { png, width, height, hash } = await makeLogo(await square(64).toFormat(kind).toBuffer())
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 64, height: 64 })
    expect([width, height, hash.length]).toEqual([64, 64, 64])
  })
  it('keeps nothing of the file but its pixels', async () => {
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const { png, ink } = await makeLogo(photo)
    const facts = await sharp(png).metadata()
    expect([facts.exif, facts.xmp, facts.icc, facts.iptc]).toEqual([undefined, undefined, undefined, undefined])
    expect(png.includes('Ada')).toBe(false)
    expect(ink).toBeNull()
  })
  it('fits its box, and is the same for the same picture', async () => {
    const big = await square(2_000).png().toBuffer()
    const [one, two] = [await makeLogo(big), await makeLogo(big)]
    expect([one.width, one.height]).toEqual([480, 480])
    expect(one.hash).toBe(two.hash)
  })
  it('says the colour of what is drawn on nothing', async () => {
    const { ink, width, height } = await makeLogo(drawing('<rect width="20" height="20" fill="#ff0000"/>'))
    expect([width, height]).toEqual([960, 480])
    expect(ink).toMatch(/^#f[ef]0[0-2]0[0-2]$/)
  })
  it('drops what follows the picture: a polyglot is only its pixels', async () => {
    const poly = Buffer.concat([
      await square(32).png().toBuffer(),
      Buffer.from('<script>alert(1)</script><?php evil ?>'),
    ])
    expect((await makeLogo(poly)).png.includes('script')).toBe(false)
  })
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('hello')],
    ['a page', Buffer.from('<html><body>x</body></html>')],
    ['half a picture', Buffer.from('\x89PNG\r\n\x1a\nxxxx', 'latin1')],
    ['a GIF', Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['an empty drawing', drawing('')],
  ])('is not made of %s', (_, file) => expect(makeLogo(file)).rejects.toMatchObject({ code: 'INVALID' }))
  it('is not made of a bomb: many pixels in few bytes', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(2_000_000)
    await expect(makeLogo(bomb)).rejects.toMatchObject({ code: 'INVALID' })
  })
  it('is a plain picture or a refusal for every hostile drawing', async () => {
    let made = 0
    for (const payload of INJECTIONS.filter((text) => text.startsWith('<svg'))) {
      const result = await makeLogo(Buffer.from(payload)).catch((error: unknown) => error)
      if (result instanceof Error) expect(result).toMatchObject({ code: 'INVALID' })
      else {
        made += 1
        expect((await sharp((result as { png: Buffer }).png).metadata()).format).toBe('png')
      }
    }
    expect(made).toBeGreaterThan(10)
  })
})
