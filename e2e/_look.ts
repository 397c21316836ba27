import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { DE, EN } from './_browser'
import { SHOTS } from './_env'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** One line for each element that breaks a rule: which rule, which element, why. */
async function axe(page: Page, rules: string[] | null): Promise<string[]> {
  // Legacy mode: the usual one opens a window of its own, which is no page of ours.
  const builder = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (rules ? builder.withRules(rules) : builder.withTags(TAGS)).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
      ),
  )
}

/** What is wider than the window, and by whom. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    const names = wide
      .slice(0, 3)
      .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`)
    return [`scrolls sideways: ${scrollWidth} > ${clientWidth}: ${names.join(' ')}`]
  })
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

/** Looks at the page as it is, in light and in dark; returns what is wrong with it. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const problems: string[] = []
  const add = (scheme: string, found: string[]) => problems.push(...found.map((what) => `${name}, ${scheme}: ${what}`))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  add('light', [...(await axe(page, null)), ...(await sideways(page))])
  await shoot(page, `${name}-light`)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // Only colours differ in the dark.
  add('dark', await axe(page, ['color-contrast']))
  await shoot(page, `${name}-dark`)
  const heads = await page.evaluate(
    () => [document.querySelectorAll('h1').length, document.title.trim().length] as const,
  )
  if (heads[0] !== 1) problems.push(`${name}: has ${heads[0]} main headings`)
  if (heads[1] === 0) problems.push(`${name}: has no title`)
  return problems
}

type Words = { readonly [key: string]: string | Words }

function* pairs(en: Words, de: Words): Generator<[string, string]> {
  for (const [key, english] of Object.entries(en)) {
    const german = de[key]
    if (typeof english === 'string' && typeof german === 'string') yield [english, german]
    else if (typeof english === 'object' && typeof german === 'object') yield* pairs(english, german)
  }
}

/** English phrases that no German page may show: both languages have them, and they differ. */
function onlyEnglish(): Set<string> {
  const all = [...pairs(EN as unknown as Words, DE as unknown as Words)].filter(([english]) => !english.includes('{'))
  const german = new Set(all.map(([, each]) => each))
  return new Set(all.map(([english]) => english).filter((english) => !german.has(english)))
}

const ENGLISH = onlyEnglish()
/** Words of the frame and of the forms; cells of tables hold what people named themselves. */
const SPOKEN = 'h1, h2, h3, th, label, legend, caption, button, summary, dt:not(td dt), nav a, main > p, header p'

/** A document in the language of those it is for keeps it, whoever looks at it. */
const OF_OTHERS = 'article[lang=en] *'

/** English words left on a page that should be German. */
export async function leftInEnglish(page: Page): Promise<string[]> {
  const texts = await page
    .locator(SPOKEN)
    .and(page.locator(`:not(${OF_OTHERS})`))
    .allInnerTexts()
  return [...new Set(texts.flatMap((text) => text.split('\n')).map((text) => text.trim()))].filter((text) =>
    ENGLISH.has(text),
  )
}
