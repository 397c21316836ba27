import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { storage } from '@/infra/storage'
import { sha256 } from '@/lib/crypto'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { takeCheckpoint } from '../checkpoint/take'
import type { Caller } from '../context'
import { freezeMonth } from '../month/freeze'
import { sendReport } from '../notify/report'
import { draftReport } from './draft'
import { editReport } from './edit'
import { getReport, openFigure } from './get'
import { listReports } from './list'
import { openReportLink } from './open-link'
import { releaseReport, withdrawReport } from './release'
import { listReleased, reportPath } from './released'
import { renderReport, setReport } from './render'
import { sendDue } from './send'
import { setReportSetting } from './setting'
import { loadReport } from './store'

let partner: CastPartner
let system: Caller
let clientId: string
let cleo: UserCaller
let ben: UserCaller
let plant: Plant
let reportId: string

const now = new Date()
const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)).toISOString().slice(0, 7)
const during = (day: number) => new Date(`${month}-${String(day).padStart(2, '0')}T10:00:00Z`)

beforeAll(async () => {
  partner = await castPartner()
  system = machine(partner.tenantId)
  clientId = await castClient(partner, 'brueckner')
  await castClient(partner, 'vela')
  cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [clientId] })
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  plant = await Plant.open(partner.tenantId, clientId)
  await plant.site('Europe/Berlin')
  const workflowId = await plant.workflow({ createdAt: during(1) })
  await plant.incident(workflowId, 1, { openedAt: during(3), detectedAt: during(3), lastAt: during(3) })
  await freezeMonth(partner.ada, freezeMonth.input.parse({ clientId, month, reason: 'for the test' }))
})
afterAll(() => plant.close())

const read = () => getReport(partner.ada, { reportId })
const stored = () => withTenantSql(system.scope, (sql) => loadReport(sql, reportId, true))
const mails = () =>
  withTenantSql(system.scope, (sql) =>
    sql<{ to_addr: string; text: string }>(
      `SELECT to_addr, text FROM mail_message WHERE tenant_id = :tenant AND key LIKE 'report/%' ORDER BY to_addr`,
    ),
  )
const tokenIn = (text = '') => /\/r\/([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? ''

describe('a report of a frozen month', () => {
  it('waits for the checkpoint that covers the freeze, and is written once', async () => {
    const key = { clientId, month, addendum: 0 }
    await expect(draftReport(system, key)).rejects.toMatchObject({ code: 'CONFLICT' })
    await takeCheckpoint(system, { cause: 'freeze' })
    reportId = (await draftReport(system, key)).reportId
    expect(await draftReport(system, key)).toEqual({ reportId })
    const { model, digest, status } = await read()
    expect(status).toBe('in_review')
    const [row] = await withTenantSql(system.scope, (sql) =>
      sql<{ digest: string }>('SELECT digest FROM month_freeze WHERE tenant_id = :tenant'),
    )
    expect(model.proof.freezeDigest).toBe(row?.digest)
    expect(model.incidents).toHaveLength(1)
    expect(digest).toHaveLength(64)
  })
  it('opens every figure to what the frozen month says today', async () => {
    const { model } = await read()
    expect(model.figures.length).toBeGreaterThan(8)
    for (const { id, value } of model.figures)
      expect(await openFigure(partner.ada, { reportId, figure: id })).toMatchObject({ value, now: value })
    await expect(openFigure(partner.ada, { reportId, figure: 'F-999' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('takes the words of people, not figures; a lost race is told', async () => {
    const words = { note: 'All well.', risks: ['A new carrier'], actions: ['Name a contact'] }
    await editReport(partner.ada, editReport.input.parse({ reportId, version: 1, ...words }))
    expect(await read()).toMatchObject({ version: 2, ...words })
    await expect(editReport(partner.ada, { reportId, version: 1, ...words })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(editReport(ben, { reportId, version: 2, ...words })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      plant.raw(`UPDATE report SET model = '{}', digest = encode(sha256('{}'), 'hex') WHERE tenant_id = $1`),
    ).rejects.toThrow('never change')
  })
  it('is not there for the client before its release', async () => {
    await expect(getReport(cleo, { reportId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listReports(cleo, { client: null })).clients.flatMap(({ rows }) => rows)).toEqual([])
  })
})

describe('released', () => {
  beforeAll(async () => {
    const recipients = [
      { email: 'board@plant.example', locale: 'de' as const },
      { email: 'cfo@plant.example', locale: 'en' as const },
    ]
    await setReportSetting(partner.ada, { clientId, isHeld: true, dayOfMonth: 1, recipients })
    await releaseReport(partner.ada, { reportId, version: 2 })
  })

  it('stands, and the client reads it', async () => {
    expect(await getReport(cleo, { reportId })).toMatchObject({ status: 'released', releasedBy: 'Ada', deliveries: [] })
    expect(await withTenantSql(cleo.scope, (sql) => listReleased(sql, clientId))).toMatchObject([
      { id: reportId, month },
    ])
    await expect(releaseReport(partner.ada, { reportId, version: 3 })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(plant.raw(`UPDATE report SET note = 'other' WHERE tenant_id = $1`)).rejects.toThrow('never changes')
  })
  it('is kept under its hash, in both languages; set again it is the same, byte for byte', async () => {
    await expect(sendDue(system, reportId)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await renderReport(system, reportId)
    await renderReport(system, reportId)
    const { files } = await read()
    expect(files.map(({ locale }) => locale)).toEqual(['de', 'en'])
    for (const { locale, sha256: hash } of files) {
      const kept = await storage().get(reportPath(partner.tenantId, hash))
      const again = await setReport(partner.tenantId, await stored(), locale)
      expect(kept?.equals(again.bytes)).toBe(true)
      expect(sha256(again.bytes)).toBe(hash)
    }
  })
  it('is mailed once to each, by a link that opens the file until it ends', async () => {
    await Promise.all([sendDue(system, reportId), sendDue(system, reportId)])
    await sendDue(system, reportId)
    const sent = await mails()
    expect(sent.map(({ to_addr }) => to_addr)).toEqual(['board@plant.example', 'cfo@plant.example'])
    expect(sent[0]?.text).toContain('Bericht')
    const token = tokenIn(sent[0]?.text)
    expect(await openReportLink(partner.tenantId, token)).toMatchObject({
      fileName: expect.stringMatching(/-de\.pdf$/),
    })
    expect((await read()).deliveries).toMatchObject([
      { status: 'sent', opened: 1 },
      { status: 'sent', opened: 0 },
    ])
    const rival = await castPartner()
    expect(await openReportLink(rival.tenantId, token)).toBe('unknown')
    expect(await openReportLink(partner.tenantId, `${token}x`)).toBe('unknown')
    await plant.raw(
      `UPDATE report_delivery SET expires_at = now() - interval '1 second' WHERE tenant_id = $1 AND locale = 'de'`,
    )
    expect(await openReportLink(partner.tenantId, token)).toBe('expired')
  })
  it('withdrawn, opens nowhere, and what waits is not sent', async () => {
    await plant.raw(`UPDATE report_delivery SET status = 'queued' WHERE tenant_id = $1 AND locale = 'en'`)
    await withdrawReport(partner.ada, { reportId, reason: 'wrong contact' })
    const deliveries = (await read()).deliveries
    expect(deliveries.find(({ locale }) => locale === 'en')).toMatchObject({ status: 'cancelled' })
    await sendReport(system, deliveries[1]?.id ?? '')
    expect(await mails()).toHaveLength(2)
    expect(await openReportLink(partner.tenantId, tokenIn((await mails())[1]?.text))).toBe('withdrawn')
    await expect(getReport(cleo, { reportId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
