import { execFileSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { buildReport } from '@/domain/report/build'
import { sha256 } from '@/lib/crypto'
import { reportFacts } from '@/testing/report'
import { composeReport } from '@/ui/report/compose'
import { pageFiles } from '@/ui/report/pages'
import { setPages } from './compile'

const at = new Date('2026-11-02T09:00:00Z')
const words = { note: 'One decision is asked of you.', risks: [], actions: [] }

function filesOf(name?: (index: number, kind: string) => string) {
  const model = buildReport(reportFacts({ workflows: 6, promises: 3, incidents: 2, ...(name && { name }) }))
  const doc = composeReport({ model, words, released: { at, by: 'Carl Lindholm' } }, 'de')
  const face = { name: name ? name(0, 'brand') : 'Nordlicht', color: '#0e545e', isWordmark: false }
  return { model, doc, files: pageFiles(doc, face, { logo: null, at }) }
}

/** Every stream unpacked, and what stands around them: what a search of the file would find. */
function insides(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
    if (text.slice(index - 3, index) === 'end') return []
    try {
      return [inflateSync(pdf.subarray(index + length), { finishFlush: 2 }).toString('latin1')]
    } catch {
      return []
    }
  })
  return `${text}\n${streams.join('\n')}`
}

/** Literal strings without their escapes (ISO 32000-1, 7.3.4.2). */
const unescaped = (pdf: string) => pdf.replace(/\\([()\\])/g, '$1')

describe('the set report', () => {
  it('is tagged, in its language, titled, with words for every picture and its fonts inside', async () => {
    const { doc, files } = filesOf()
    const { bytes, pages } = await setPages(files, at)
    const inside = insides(bytes)
    expect(pages).toBeGreaterThan(2)
    for (const part of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (de)',
      '<pdfuaid:part>1<',
      '/S /Table',
      '/S /TH',
      '/S /H1',
    ])
      expect(inside, part).toContain(part)
    expect(inside).toContain('<dc:title>')
    const charts = doc.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'chart'))
    expect(new Set(inside.match(/\/Alt [(<][^\n]*/g)).size).toBe(charts.length)
    const fonts = inside.match(/\/FontName \/[A-Z]{6}\+/g) ?? []
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    expect(inside.match(/\/FontFile[23] /g)?.length).toBe(fonts.length)
  })
  it('names no tool and reaches nowhere', async () => {
    const inside = insides((await setPages(filesOf().files, at)).bytes)
    expect(inside).not.toMatch(/typst|andon|krilla/i)
    expect(inside).not.toMatch(/\/(URI|JS|JavaScript|Launch|EmbeddedFile|OpenAction)\b/)
  })
  it('is the same again, also from another process', async () => {
    const { files } = filesOf()
    const [first, second] = [await setPages(files, at), await setPages(filesOf().files, at)]
    expect(second.bytes.equals(first.bytes)).toBe(true)
    const script = `import { setPages } from './src/infra/pdf/compile.ts'
      const chunks = []; for await (const chunk of process.stdin) chunks.push(chunk)
      const files = JSON.parse(Buffer.concat(chunks)).map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes, 'base64') }))
      const { createHash } = await import('node:crypto')
      process.stdout.write(createHash('sha256').update((await setPages(files, new Date('${at.toISOString()}'))).bytes).digest('hex'))`
    const input = JSON.stringify(
      files.map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes).toString('base64') })),
    )
    const fresh = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      input,
      cwd: process.cwd(),
    })
    expect(fresh.toString()).toBe(sha256(first.bytes))
  })
  it.each([
    '#import "/etc/passwd"',
    '#eval("1+1") #read("/data.json")',
    '= Heading *bold* _it_ `raw` $x^2$',
    ']#set page(fill: red)[',
    '"); panic("x',
    '<label> @label \\u{41} // comment /* c */',
    '#{while true {}}',
  ])('prints %s as it was written', async (payload) => {
    const { doc, files } = filesOf((i, kind) => (kind === 'cause' ? `${payload} ${i}` : `${payload} ${kind} ${i}`))
    const { bytes, pages } = await setPages(files, at)
    expect(pages).toBeGreaterThan(2)
    // Bookmarks are made from headings as they were set, not from our data.
    const chart = doc.sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'chart')
    const title = chart?.kind === 'chart' ? chart.title : ''
    expect(title).toContain(payload)
    expect(unescaped(insides(bytes))).toContain(`/Title (${title})`)
  })
  it('says why when a page cannot be set, and sets the next one', async () => {
    const { files } = filesOf()
    await expect(setPages(files, at, '#panic("out of paper")')).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('out of paper'),
    })
    expect((await setPages(files, at)).pages).toBeGreaterThan(2)
  })
})
