import { comesUp } from '../_browser'
import { rows } from '../_database'
import { N8N } from '../_env'
import { until } from '../_until'
import type { Chapter } from './partner'

// A connection is read every half minute.
const SOON_MS = 75_000
const EDITED = { id: 'wfOrders00000001', name: 'Release orders to the MES' }

/** Address, key, a first look, the client, connect: all on one page. */
export async function connectN8n({ page, here, words, client }: Chapter): Promise<void> {
  const { wizard } = words.connection
  await page.goto(`${here.origin}/connections/new`)
  await page.getByLabel(wizard.baseUrl, { exact: true }).fill(N8N.url)
  await page.getByLabel(wizard.credential, { exact: true }).fill(N8N.apiKey)
  await page.getByRole('button', { name: wizard.look }).click()
  await page.getByLabel(wizard.client, { exact: true }).selectOption({ label: client })
  await page.getByLabel(wizard.site, { exact: true }).selectOption({ index: 1 })
  await page.getByLabel(wizard.every, { exact: true }).selectOption({ label: wizard.everyOptions.s30 })
  await page.getByRole('button', { name: wizard.create, exact: true }).click()
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}/)
}

const workflowId = ({ here }: Chapter) =>
  until(
    'the workflow of n8n is here',
    async () => {
      const [found] = await rows<{ id: string }>('SELECT id FROM workflow WHERE tenant_id = $1 AND name = $2', [
        here.tenantId,
        EDITED.name,
      ])
      return found?.id
    },
    SOON_MS,
  )

/** Somebody saves another version in n8n, as its editor would. */
export async function editBehindBacks(chapter: Chapter): Promise<void> {
  const { page, here } = chapter
  await page.goto(`${here.origin}/workflows/${await workflowId(chapter)}/governance`)
  await comesUp(page, /^v1\b/, SOON_MS)
  const headers = { 'x-n8n-api-key': N8N.apiKey, 'content-type': 'application/json' }
  const { data } = (await (await fetch(`${N8N.url}/api/v1/workflows`, { headers })).json()) as {
    data: { id: string; name: string; nodes: { parameters: object }[]; connections: object; settings: object }[]
  }
  const known = data.find(({ id }) => id === EDITED.id)
  if (!known) throw new Error('n8n does not know the workflow')
  const { name, connections, settings } = known
  const nodes = known.nodes.map((node, index) =>
    index === 1 ? { ...node, parameters: { ...node.parameters, batch: Date.now() } } : node,
  )
  const body = JSON.stringify({ name, nodes, connections, settings })
  const saved = await fetch(`${N8N.url}/api/v1/workflows/${EDITED.id}`, { method: 'PUT', headers, body })
  if (!saved.ok) throw new Error(`n8n answered ${saved.status}`)
  await comesUp(page, /^v2\b/, SOON_MS)
}

/** Asks in the console for the edited version to be allowed. Returns the address of the change. */
export async function askForChange({ page, words }: Chapter): Promise<string> {
  const { change } = words.approval
  await page
    .getByRole('row')
    .filter({ has: page.getByText(/^v2\b/) })
    .getByRole('button', { name: change.request })
    .click()
  for (const field of await page.getByRole('dialog').getByRole('textbox').all())
    await field.fill('Larger batches after the night run')
  await page.getByRole('dialog').getByRole('button', { name: change.send, exact: true }).click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}/)
  return page.url()
}

/** In the window of somebody who did not ask. */
export async function approve({ page, words }: Chapter, changeUrl: string): Promise<void> {
  const { decide, changes } = words.approval
  await page.goto(changeUrl)
  await page.getByLabel(decide.reason, { exact: true }).fill('Compared with the test plant')
  const said = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('button', { name: decide.approve, exact: true }).click()
  await said
  // A run of the edited version may come first: then it is live with the yes.
  await comesUp(page, new RegExp(`${changes.statuses.approved}|^${changes.statuses.deployed}$`))
}
