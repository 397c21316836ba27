import type { BrowserContext, Page } from 'playwright-core'

/** What must never happen on any page; each entry says where and what. */
export interface Watched {
  dialogs: string[]
  consoleErrors: string[]
  policyBreaches: string[]
  failedResponses: string[]
  foreignRequests: string[]
}

/** Expected to be empty, whatever the journey did. */
export const NOTHING: Watched = {
  dialogs: [],
  consoleErrors: [],
  policyBreaches: [],
  failedResponses: [],
  foreignRequests: [],
}

function isOurs(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return (
    protocol === 'data:' ||
    protocol === 'blob:' ||
    protocol === 'about:' ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost')
  )
}

/** Listens to a window and all that it opens, from now on. */
export async function watch(page: Page): Promise<Watched> {
  const seen: Watched = { dialogs: [], consoleErrors: [], policyBreaches: [], failedResponses: [], foreignRequests: [] }
  const context: BrowserContext = page.context()
  await context.exposeBinding('reportBreach', ({ page: where }, what: string) => {
    seen.policyBreaches.push(`${where.url()}: ${what}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportBreach } = window as unknown as { reportBreach: (what: string) => void }
      reportBreach(`${violatedDirective} ${blockedURI}`)
    })
  })
  context.on('dialog', (dialog) => {
    seen.dialogs.push(`${dialog.page()?.url()}: ${dialog.message()}`)
    dialog.dismiss().catch(() => undefined)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') seen.consoleErrors.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (error) => seen.consoleErrors.push(`${error.page()?.url()}: ${error.error().message}`))
  context.on('response', (response) => {
    if (response.status() >= 400) seen.failedResponses.push(`${response.status()} ${response.url()}`)
  })
  context.on('request', (request) => {
    if (!isOurs(request.url())) seen.foreignRequests.push(request.url())
  })
  return seen
}
