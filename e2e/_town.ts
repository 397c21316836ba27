import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { createInvitation } from '@/services/invitation/create'
import { seedExpectations } from '~/prisma/seed/expectations'
import { loadHistory } from '~/prisma/seed/history/load'
import { brueckner } from '~/prisma/seed/plants/brueckner'
import { answer } from './_answered'
import { rows } from './_database'
import { govern } from './_governed'
import { ask, run, send } from './_http'
import { bill } from './_invoiced'
import { linkIn, mailTo, tokenIn } from './_mail'
import { promise } from './_promised'
import { until } from './_until'
import { join, LAKESHORE, nordlicht, onDuty, type Partner, plantOf } from './_world'

const DAY_MS = 86_400_000
const NOTES = [
  { audience: 'client', body: 'We are working on it. The 18:00 truck leaves on time.' },
  { audience: 'internal', body: 'Gateway restarted at 14:05, ticket 4711. Watch the queue for an hour.' },
] as const

export interface Town {
  here: Partner
  /** what stands in the place of `[name]` in an address */
  examples: Record<string, string>
}

/** A partner with enough going on that every page has something to show. */
export async function buildTown(): Promise<Town> {
  const here = await nordlicht()
  const plant = await plantOf(here, brueckner)
  const other = await plantOf(here, LAKESHORE)
  const ben = await onDuty(here, 'Ben Okafor')
  await join(here, { name: 'Cleo Albrecht', role: 'client_plant', clientIds: [plant.clientId] })
  const now = new Date()
  await loadHistory(here.tenantId, plant, { from: new Date(now.getTime() - DAY_MS), to: now }, () => undefined)
  await seedExpectations(here.owner.caller, plant)
  await send(
    here.host,
    other.apiKey,
    LAKESHORE.workflows.map(({ key }) => run(key, 'succeeded')),
  )

  const failing = brueckner.workflows.filter(({ error }) => error).slice(0, 3)
  await send(
    here.host,
    plant.apiKey,
    failing.map(({ key, error }) => run(key, 'failed', { error })),
  )
  await send(here.host, plant.apiKey, run('pallet-labels', 'succeeded'))
  await until('three incidents', async () => (await incidents(here)).length === failing.length)
  const [first] = await incidents(here)
  await acknowledgeIncident(ben.caller, { incidentId: first?.id ?? '' })
  for (const note of NOTES) await addIncidentNote(ben.caller, { incidentId: first?.id ?? '', ...note })
  const over = (await incidents(here)).at(-1)
  await send(here.host, plant.apiKey, run(over?.key ?? '', 'succeeded'))
  await until('an end by itself', async () => (await incidents(here)).some(({ status }) => status === 'resolved'))
  const workflow = plant.workflowIds.get('order-release') ?? ''
  const execution = await failedRun(here)
  const examples = {
    ...(await tokens(here)),
    ...(await govern(here, workflow)),
    ...(await promise(here, plant)),
    ...(await answer(here, plant)),
    ...(await bill(here, plant.clientId)),
    client: brueckner.slug,
    workflow,
    execution,
    number: '1',
    resolved: `${over?.number}`,
  }
  return { here, examples }
}

interface IncidentRow {
  id: string
  number: number
  status: string
  key: string
}

const INCIDENTS = `
SELECT i.id, i.number, i.status, w.key FROM incident i JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
WHERE i.tenant_id = $1 ORDER BY i.number`

const incidents = ({ tenantId }: Partner) => rows<IncidentRow>(INCIDENTS, [tenantId])

async function failedRun({ tenantId }: Partner): Promise<string> {
  const newest = `SELECT id FROM execution WHERE tenant_id = $1 AND status = 'failed' ORDER BY anchor_at DESC LIMIT 1`
  return (await rows<{ id: string }>(newest, [tenantId]))[0]?.id ?? ''
}

/** An invitation and a sign-in link that nobody has used. */
async function tokens(here: Partner): Promise<Record<string, string>> {
  const email = `ines@${here.host.replace('.localhost', '')}.example`
  await createInvitation(here.owner.caller, { email, role: 'partner_auditor', allClients: true, clientIds: [] })
  const invitation = tokenIn(linkIn(await mailTo(here, email, 'invitation'), '/invitation/'))
  // Opening a page of links uses nothing up, and one that never was looks the same until its button is pressed.
  return {
    'invitation/token': invitation,
    'sign-in/token': 'a-link-out-of-a-mail-01',
    'sign-up/token': 'a-link-out-of-a-mail-02',
  }
}

/** What every person outside reads: pages before the session, the portal, and each mail that went out. */
export async function outsideWords({ here, examples }: Town): Promise<string[]> {
  const paths = [
    '/sign-in',
    '/sign-in?way=password',
    `/invitation/${examples['invitation/token']}`,
    `/portal/${brueckner.slug}`,
    `/portal/${brueckner.slug}/status.json`,
  ]
  const pages = await Promise.all(paths.map(async (path) => `${path}: ${visible((await ask(here.host, path)).body)}`))
  const mails = await rows<{ subject: string; html: string; text: string; from_addr: string }>(
    'SELECT subject, html, text, from_addr FROM mail_message WHERE tenant_id = $1',
    [here.tenantId],
  )
  return [...pages, ...mails.map(({ subject, html, text, from_addr }) => `${from_addr} ${subject} ${html} ${text}`)]
}

/** Without what scripts carry: names of files are not read by people. */
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/(src|href)="[^"]*"/g, '')
