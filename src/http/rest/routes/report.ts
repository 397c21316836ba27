import { z } from 'zod'
import { openFigure } from '@/services/report/get'
import { pageReports, ReportContent, ReportRecord, readReport } from '@/services/report/record'
import { type RestRoute, route } from '../route'

const Figure = z.object({
  id: z.string(),
  value: z.number().nullable(),
  now: z.number().nullable().describe('read again out of the frozen month'),
  source: z.custom<Awaited<ReturnType<typeof openFigure>>['source']>().meta({ type: 'object' }),
  href: z.string(),
})

/** Monthly reports: a frozen month as it is told. */
export const reportRoutes: readonly RestRoute[] = [
  route('GET /api/v1/reports', pageReports, z.object({ data: z.array(ReportRecord), nextCursor: z.null() }), {
    summary: 'List reports',
    description: 'Released reports, the latest first, at most 500.',
  }),
  route('GET /api/v1/reports/{reportId}', readReport, ReportContent, {
    summary: 'Get a report as data',
    description: 'The model that paper, screen and table files are made from, with its digest and files.',
  }),
  route('GET /api/v1/reports/{reportId}/figures/{figure}', openFigure, Figure, {
    summary: 'Open a figure of a report',
    description: 'How a printed number was read, and what the frozen month says today.',
  }),
]
