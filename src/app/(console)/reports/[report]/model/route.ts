import { page } from '@/trpc/server'

/** The report's model as JSON: byte for byte what its digest covers. */
export async function GET(_request: Request, { params }: { params: Promise<{ report: string }> }): Promise<Response> {
  const { report: reportId } = await params
  const { json } = await page((api) => api.report.model({ reportId }))
  return new Response(json, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="report.json"',
      'cache-control': 'private, no-store',
    },
  })
}
