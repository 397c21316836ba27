import { buildReport } from '@/domain/report/build'
import { sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import type { UserCaller } from '../cast'
import { Plant } from '../plant'
import { reportFacts } from '../report'

/** A report of the frozen month that an estate has, with every word of it marked, its file and its mail. */
export async function leaveReport(ada: UserCaller, clientId: string, canary: string): Promise<{ reportId: string }> {
  const plant = await Plant.open(ada.scope.tenantId, clientId)
  const name = (index: number, kind: string) => `${canary} ${kind} ${index}`
  const model = canonicalJson(buildReport(reportFacts({ workflows: 1, promises: 1, incidents: 1, name })))
  const [reportId, at] = [newId(), new Date()]
  const told = {
    month: '2026-10',
    addendum: 0,
    freezeDigest: 'a'.repeat(64),
    model,
    digest: sha256(model),
    locale: 'en',
  }
  const face = JSON.stringify({ name: canary, color: '#0e545e', logo: null })
  await plant.insert('report', {
    id: reportId,
    ...told,
    face,
    note: `${canary} note`,
    status: 'in_review',
    createdAt: at,
  })
  const file = { version: 1, locale: 'en', sha256: 'b'.repeat(64), bytes: 1, pages: 1, madeAt: at }
  await plant.insert('report_file', { reportId, ...file })
  const mail = { email: `board@${canary}.example`, locale: 'en', dueAt: at, status: 'failed', createdAt: at }
  await plant.insert('report_delivery', { id: newId(), reportId, ...mail, detail: `${canary} detail` })
  const recipients = JSON.stringify([{ email: `board@${canary}.example`, locale: 'en' }])
  await plant.insert('report_setting', {
    isHeld: true,
    dayOfMonth: 5,
    recipients,
    updatedBy: `${canary} ada`,
    updatedAt: at,
  })
  await plant.close()
  return { reportId }
}
