import { takeCheckpoint } from '@/services/checkpoint/take'
import type { Caller } from '@/services/context'
import { listMonths } from '@/services/month/list'
import { draftReport } from '@/services/report/draft'
import { editReport } from '@/services/report/edit'
import { getReport } from '@/services/report/get'
import { releaseReport } from '@/services/report/release'
import { renderReport } from '@/services/report/render'
import { sendDue } from '@/services/report/send'
import { setReportSetting } from '@/services/report/setting'
import { systemCaller } from './callers'
import type { SeededPlant } from './plant'

/** Who gets a plant's reports, and what its service manager wrote. */
const BOARDS: Readonly<
  Record<string, { email: string; locale: 'en' | 'de'; note: string; risk: string; action: string }>
> = {
  brueckner: {
    email: 'geschaeftsfuehrung@brueckner-pumpen.example',
    locale: 'de',
    note: 'Wir bitten Sie um eine Entscheidung: Nennen Sie für die Wochenenden einen zweiten Ansprechpartner beim Spediteur.',
    risk: 'Der Spediteur stellt im Dezember seine Schnittstelle um; der Test ist für die zweite Woche geplant.',
    action: 'Zweiten Ansprechpartner beim Spediteur nennen (C. Brandes, bis zum 15.)',
  },
  lakeshore: {
    email: 'board@lakeshore-foods.example',
    locale: 'en',
    note: 'The new label printer line runs with us since this month; its promises begin with the next contract version.',
    risk: 'The quality system moves to a new server in the coming month.',
    action: 'Confirm the weekend of the server move (plant IT)',
  },
}
const IN_REVIEW = { email: 'direction@vela.example', locale: 'en' as const }

/** The frozen month of each plant as its board reads it: two are out and mailed, one waits for somebody's eyes. */
export async function seedReports(owner: Caller, plants: readonly SeededPlant[]): Promise<void> {
  const system = systemCaller(owner.scope.tenantId)
  await takeCheckpoint(system, { cause: 'freeze' })
  for (const { clientId, plant } of plants) {
    const { items } = await listMonths(owner, { clientId })
    const month = items[0]?.month
    if (!month) continue
    const board = BOARDS[plant.slug]
    const { email, locale } = board ?? IN_REVIEW
    await setReportSetting(owner, { clientId, isHeld: true, dayOfMonth: 5, recipients: [{ email, locale }] })
    const { reportId } = await draftReport(system, { clientId, month, addendum: 0 })
    if (board) {
      const words = { note: board.note, risks: [board.risk], actions: [board.action] }
      const { version } = await editReport(owner, { reportId, version: 1, ...words })
      await releaseReport(owner, { reportId, version })
    }
    await renderReport(system, reportId)
    if ((await getReport(owner, { reportId })).status === 'released') await sendDue(system, reportId)
  }
}
