import { page } from '@/trpc/server'
import { reportRows } from '@/ui/report/rows'
import { csvResponse, toCsv } from '../../../_lib/csv'
import { docOf } from '../_components/doc-of'

/** The report as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ report: string }> }): Promise<Response> {
  const { report: reportId } = await params
  const locale = new URL(request.url).searchParams.get('locale') === 'de' ? 'de' : 'en'
  const report = await page((api) => api.report.get({ reportId }))
  const doc = docOf(report, locale)
  return csvResponse(`${report.clientSlug}-${report.month}-${locale}`, toCsv([doc.title], reportRows(doc)))
}
