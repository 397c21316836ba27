import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brueckner } from '~/prisma/seed/plants/brueckner'
import { DE, DESK, EN, openBrowser, openPage, PHONE, signIn } from './_browser'
import { BASE } from './_env'
import { leftInEnglish, lookAt } from './_look'
import { addressOf, allRoutes, type Place } from './_pages'
import { buildTown, outsideWords, type Town } from './_town'
import { until } from './_until'
import { NOTHING, watch } from './_watch'
import { leaveWorld, type Partner, suedwerk } from './_world'
import { weigh } from './measure/weight'

const SIZES = { desk: DESK, phone: PHONE }
const LIMIT_MS = 300_000

describe('every page', () => {
  let [browser, town, empty]: [Browser?, Town?, Partner?] = []
  let session: BrowserContextOptions['storageState']
  let emptySession: BrowserContextOptions['storageState']

  const world = () => {
    if (!browser || !town || !empty) throw new Error('the world is not there')
    return { browser, town, empty }
  }
  /** Address → name of its picture. What belongs to no partner yet stands on the platform's own host. */
  const addresses = (place: Place): [string, string][] => {
    const { here, examples } = world().town
    return allRoutes()
      .filter((route) => route.place === place)
      .map(({ pattern }) => {
        const path = addressOf(pattern, examples)
        const name = `${place}${pattern.replaceAll('/', '-').replaceAll(/[[\]]/g, '')}`
        if (pattern === '/welcome') return [`${BASE.origin}/`, name]
        return [`${pattern.startsWith('/sign-up') ? BASE.origin : here.origin}${path}`, name]
      })
  }
  const keep = async (where: Partner) => {
    const page = await openPage(world().browser)
    await signIn(page, where, where.owner)
    const state = await page.context().storageState()
    await page.context().close()
    return state
  }
  /** Opens each address and collects what is wrong. */
  const tour = async (page: Page, stops: [string, string][]) => {
    const seen = await watch(page)
    const problems: string[] = []
    for (const [address, name] of stops) {
      const response = await page.goto(address)
      if (response?.status() !== 200) problems.push(`${name}: answers ${response?.status()}`)
      else problems.push(...(await lookAt(page, name)))
    }
    expect(problems).toEqual([])
    expect(seen).toEqual(NOTHING)
  }

  beforeAll(async () => {
    browser = await openBrowser()
    ;[town, empty] = [await buildTown(), await suedwerk()]
    session = await keep(town.here)
    emptySession = await keep(empty)
  }, LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
    await leaveWorld()
  })

  for (const [size, viewport] of Object.entries(SIZES)) {
    const named = (stops: [string, string][]) =>
      stops.map(([address, name]): [string, string] => [address, `${name}-${size}`])

    it(
      `of the console can be read by everybody, ${size}`,
      async () => {
        const { browser, town } = world()
        const more: [string, string][] = [
          [`${town.here.origin}/workflows?lifecycle=unclaimed`, 'console-workflows-unclaimed'],
          [`${town.here.origin}/incidents?status=resolved&client=lakeshore`, 'console-incidents-nothing-found'],
          [`${town.here.origin}/incidents/${town.examples.resolved}`, 'console-incidents-resolved'],
        ]
        await tour(
          await openPage(browser, { viewport, storageState: session }),
          named([...addresses('console'), ...addresses('wall'), ...more]),
        )
      },
      LIMIT_MS,
    )

    it(
      `before the session, of the portal and of the design can be read by everybody, ${size}`,
      async () => {
        const { browser, town } = world()
        const more: [string, string][] = [
          [`${town.here.origin}/sign-in?way=password`, 'auth-sign-in-password'],
          [`${town.here.origin}/portal/${brueckner.slug}`, 'portal'],
        ]
        await tour(
          await openPage(browser, { viewport }),
          named([...addresses('auth'), ...addresses('design'), ...more]),
        )
      },
      LIMIT_MS,
    )

    it(
      `of a partner who has just begun says what to do next, ${size}`,
      async () => {
        const { browser, empty } = world()
        const paths = [
          '/',
          '/workflows',
          '/incidents',
          '/expectations',
          '/clients/new',
          '/mailbox',
          '/settings/keys',
          '/settings/members',
        ]
        const stops = paths.map((path): [string, string] => [
          `${empty.origin}${path}`,
          `empty${path.replaceAll('/', '-')}`,
        ])
        await tour(await openPage(browser, { viewport, storageState: emptySession }), named(stops))
      },
      LIMIT_MS,
    )
  }

  it(
    'speaks German when asked to',
    async () => {
      const { browser, town } = world()
      const inside = await openPage(browser, { storageState: session, locale: 'de-DE' })
      await inside.context().addCookies([{ name: 'locale', value: 'de', url: town.here.origin }])
      const outside = await openPage(browser, { locale: 'de-DE' })
      const left: string[] = []
      const stops = [
        ...addresses('console').map((stop) => [inside, ...stop] as const),
        ...addresses('auth').map((stop) => [outside, ...stop] as const),
      ]
      for (const [page, address, name] of stops) {
        await page.goto(address)
        const lang = await page.locator('html').getAttribute('lang')
        if (lang !== 'de') left.push(`${name}: is in ${lang}`)
        left.push(...(await leftInEnglish(page)).map((words) => `${name}: "${words}"`))
      }
      await outside.goto(`${town.here.origin}/portal/${brueckner.slug}`)
      await outside.getByRole('heading', { name: DE.portal.question }).waitFor()
      expect(left).toEqual([])
    },
    LIMIT_MS,
  )

  it('brings little script and stands still', async () => {
    const { browser, town } = world()
    const problems: string[] = []
    for (const path of ['/', '/incidents', '/incidents/1', '/months', '/workflows', '/reports', '/start']) {
      // As for the first time: nothing is in the cache.
      const page = await openPage(browser, { storageState: session })
      problems.push(...(await weigh(page, `${town.here.origin}${path}`, path)))
      await page.context().close()
    }
    expect(problems).toEqual([])
  }, 120_000)

  it('names the partner and never the vendor where the partner’s people and clients look', async () => {
    for (const words of await outsideWords(world().town))
      expect(words.match(/.{0,60}andon.{0,60}/i)?.[0] ?? null).toBeNull()
  })

  it('is walked with the keyboard', async () => {
    const { browser, town } = world()
    const page = await openPage(browser, { storageState: session })
    await page.goto(`${town.here.origin}/workflows`)
    const links = page.locator('[data-row-link]')
    const hasFocus = (at: number) => links.nth(at).evaluate((link) => link === document.activeElement)
    // The first key may come before the page listens.
    await until('j goes to the first row', async () => {
      await page.keyboard.press('j')
      return hasFocus(0)
    })
    await page.keyboard.press('j')
    expect(await hasFocus(1)).toBe(true)
    await page.keyboard.press('k')
    expect(await hasFocus(0)).toBe(true)
    const href = await links.first().getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${town.here.origin}${href}`)

    const field = page.getByRole('combobox', { includeHidden: true })
    for (const key of ['/', 'Control+k', 'Meta+k']) {
      await page.keyboard.press(key)
      await field.waitFor()
      await page.keyboard.press('Escape')
      // Gone, not merely unseen: a key between the two would be lost.
      await field.waitFor({ state: 'detached' })
    }
    await page.keyboard.press('/')
    await field.fill('quality cert')
    await page
      .getByRole('option', { name: /Quality certificates/ })
      .first()
      .waitFor()
    await field.fill(EN.nav.places.incidents)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${town.here.origin}/incidents`)
  })
})
