import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { requestListener } from '@/http/listener'
import { platformQuery, withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { startEscalation } from '@/services/escalation/start'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { ackDoor } from './door'

let partner: CastPartner
let rival: CastPartner
let plant: Plant
let ben: UserCaller
let server: Server
let workflowId: string
let number = 7000
let incidentId: string
let link: string

beforeAll(async () => {
  partner = await castPartner()
  rival = await castPartner('Mallory')
  plant = await Plant.open(partner.tenantId, await castClient(partner, 'brueckner'))
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  await platformQuery('UPDATE membership SET on_duty_since = now() WHERE user_id = $1', [ben.actor.id])
  workflowId = await plant.workflow({ name: 'Delivery <notices>' })
  server = createServer(requestListener([ackDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await plant.close()
  await new Promise((resolve) => server.close(resolve))
})

/** A page and the link in its mail. */
beforeEach(async () => {
  await plant.raw('DELETE FROM page_pace WHERE tenant_id = $1')
  incidentId = await plant.incident(workflowId, ++number, { title: 'Delivery <notices> failed' })
  await startEscalation(machine(partner.tenantId), { incidentId, outboxId: newId() })
  const [mail] = await read<{ text: string }>(
    'SELECT m.text FROM mail_message m WHERE m.tenant_id = :tenant AND m.key = $1',
    [`incident-opened/${incidentId}/${ben.actor.id}`],
  )
  link = /\/ack\/[A-Za-z0-9]{32}/.exec(mail?.text ?? '')?.[0] ?? ''
})

const read = <Row>(text: string, values: unknown[]) =>
  withTenantSql(machine(partner.tenantId).scope, (sql) => sql<Row>(text, values))
const standing = async () =>
  (
    await read<{ status: string; by: string | null }>(
      'SELECT i.status::text, i.acknowledged_by AS by FROM incident i WHERE i.tenant_id = :tenant AND i.id = $1',
      [incidentId],
    )
  )[0]

async function ask(method: 'GET' | 'HEAD' | 'POST', path = link, host = partner.host) {
  const { port } = server.address() as AddressInfo
  const { request } = await import('node:http')
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers: { host } }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the link in the mail', () => {
  it('shows one button under the partner’s name, and looking, however often, changes nothing', async () => {
    for (let look = 0; look < 3; look++) {
      const { status, text, headers } = await ask('GET')
      expect(status).toBe(200)
      expect(text.match(/<button/g)).toHaveLength(1)
      expect(text).toContain('Delivery &#60;notices&#62; failed')
      expect(text).not.toMatch(/<script|andon|Delivery <notices>/i)
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      expect((await ask('HEAD')).text).toBe('')
    }
    expect(await standing()).toEqual({ status: 'open', by: null })
  })

  it('takes the incident as its person, once, through the verb of the console', async () => {
    const answers = await Promise.all([ask('POST'), ask('POST'), ask('POST')])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await standing()).toEqual({ status: 'acknowledged', by: 'Ben' })
    const entries = await read(
      `SELECT 1 FROM audit_entry a WHERE a.tenant_id = :tenant AND a.action = 'incident.acknowledge' AND a.subject_id = $1::text`,
      [incidentId],
    )
    expect(entries).toHaveLength(1)
    const again = await ask('POST')
    expect(again.text).toContain('You said so before')
    expect(again.text).not.toContain('<button')
  })

  it('says who has it, when it is resolved, and when it has expired', async () => {
    await acknowledgeIncident(partner.ada, { incidentId })
    expect((await ask('GET')).text).toContain('Ada has it since')
    expect((await ask('POST')).text).toContain('It is taken care of')
    expect(await standing()).toEqual({ status: 'acknowledged', by: 'Ada' })
    await plant.raw(
      `UPDATE incident SET status = 'resolved', resolved_at = now(), resolved_by = 'Ada', resolution = 'done' WHERE tenant_id = $1 AND number = ${number}`,
    )
    expect((await ask('GET')).text).toContain('Resolved ')
    await plant.raw(`UPDATE page SET token_expires_at = now() - interval '1 second' WHERE tenant_id = $1`)
    const late = await ask('POST')
    expect(late.status).toBe(410)
    expect(late.text).not.toContain('Delivery')
  })

  it('opens nothing for somebody who left, at another host, or with another token', async () => {
    expect((await ask('POST', link, rival.host)).status).toBe(404)
    expect((await ask('POST', `/ack/${'A'.repeat(32)}`)).status).toBe(404)
    await platformQuery('UPDATE membership SET revoked_at = now() WHERE user_id = $1', [ben.actor.id])
    const gone = await ask('POST')
    await platformQuery('UPDATE membership SET revoked_at = NULL WHERE user_id = $1', [ben.actor.id])
    expect(gone.status).toBe(404)
    expect(gone.text).not.toContain('Delivery')
    expect(await standing()).toEqual({ status: 'open', by: null })
  })

  it('stands in the database as a hash only', async () => {
    const token = link.slice('/ack/'.length)
    expect(await read('SELECT 1 FROM page p WHERE p.tenant_id = :tenant AND p.token_hash = $1', [token])).toEqual([])
  })
})
