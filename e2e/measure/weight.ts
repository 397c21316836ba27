import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

const KB = 1_000
const MORE_THAN_FRAMEWORK_KB = 60
const SHIFT_MAX = 0.02

const zipped = (bytes: Buffer) => gzipSync(bytes).length / KB

/** What the framework alone sends to a page without a client component, as kB compressed. */
function frameworkKb(): number {
  const manifest = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8')) as { rootMainFiles: string[] }
  return manifest.rootMainFiles.reduce((sum, file) => sum + zipped(readFileSync(join('.next', file))), 0)
}

/** How far things moved without anybody asking (CLS), from the first paint until the page is at rest. */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
            if (!entry.hadRecentInput) sum += entry.value
        }).observe({ type: 'layout-shift', buffered: true })
        requestIdleCallback(() => resolve(sum))
      }),
  )
}

/** Opens a page as for the first time; says where it brings too much script, or moves under its reader. */
export async function weigh(page: Page, address: string, name: string): Promise<string[]> {
  const scripts: Promise<number>[] = []
  const count = (response: Response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then(zipped))
  }
  page.on('response', count)
  // A page that listens for news is never without a request under way.
  await page.goto(address, { waitUntil: 'load' })
  const shift = await shiftOf(page)
  page.off('response', count)
  const kb = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
  const over = kb - frameworkKb()
  return [
    ...(kb === 0 ? [`${name}: no script was seen`] : []),
    ...(over > MORE_THAN_FRAMEWORK_KB ? [`${name}: ${Math.round(over)} kB of script above the framework's`] : []),
    ...(shift > SHIFT_MAX ? [`${name}: shifts by ${shift.toFixed(3)}`] : []),
  ]
}
