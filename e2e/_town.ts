import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { addIncidentNote } from '@/services/incident/add-note'
import { createInvitation } from '@/services/invitation/create'
import { seedExpectations } from '~/prisma/seed/expectations'
import { loadHistory } from '~/prisma/seed/load-history'
import { brueckner } from '~/prisma/seed/plants/brueckner'
import { linkIn, mailTo } from './_browser'
import { rows } from './_database'
import { ask, run, send } from './_http'
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
  const incidents = await until('three incidents', async () => {
    const found = await rows<{ id: string }>('SELECT id FROM incident WHERE tenant_id = $1 ORDER BY number', [
      here.tenantId,
    ])
    return found.length === failing.length && found
  })
  const [first, last] = [incidents[0]?.id ?? '', incidents.at(-1)?.id ?? '']
  await acknowledgeIncident(ben.caller, { incidentId: first })
  for (const note of NOTES) await addIncidentNote(ben.caller, { incidentId: first, ...note })
  await send(here.host, plant.apiKey, run(failing.at(-1)?.key ?? '', 'succeeded'))
  await until(
    'an end by itself',
    async () => (await rows(`SELECT 1 FROM incident WHERE id = $1 AND status = 'resolved'`, [last])).length > 0,
  )
  return {
    here,
    examples: {
      ...(await tokens(here)),
      ...(await ids(here, plant.workflowIds.get('order-release') ?? '')),
      client: brueckner.slug,
    },
  }
}

async function ids({ tenantId }: Partner, workflow: string): Promise<Record<string, string>> {
  const [execution] = await rows<{ id: string }>(
    `SELECT id FROM execution WHERE tenant_id = $1 AND status = 'failed' ORDER BY anchor_at DESC LIMIT 1`,
    [tenantId],
  )
  return { workflow, number: '1', execution: execution?.id ?? '' }
}

/** An invitation and a sign-in link that nobody has used. */
async function tokens(here: Partner): Promise<Record<string, string>> {
  const email = `ines@${here.host}.example`
  await createInvitation(here.owner.caller, { email, role: 'partner_auditor', allClients: true, clientIds: [] })
  const tokenIn = (link: string) => new URL(link).pathname.split('/').at(-1) ?? ''
  const invitation = tokenIn(linkIn(await mailTo(here, email, 'invitation'), '/invitation/'))
  // Opening a page of links uses nothing up, and one that never was looks the same until its button is pressed.
  return { 'invitation/token': invitation, 'sign-in/token': 'a-link-out-of-a-mail-01' }
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
