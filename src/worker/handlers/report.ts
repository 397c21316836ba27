import { renderReport } from '@/services/report/render'
import { sendDue } from '@/services/report/send'
import type { Handler } from '../handler'

export const reportChanged: Handler<'report.changed'> = async (caller, payloads) => {
  for (const { reportId } of payloads) await renderReport(caller, reportId)
}

export const reportReleased: Handler<'report.released'> = async (caller, payloads) => {
  for (const { reportId } of payloads) {
    await renderReport(caller, reportId)
    await sendDue(caller, reportId)
  }
}
