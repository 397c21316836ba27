import { notFound } from 'next/navigation'
import { storage } from '@/infra/storage'
import { page } from '@/trpc/server'

/** The PDF in the asked language, else in the client's own. */
export async function GET(request: Request, { params }: { params: Promise<{ report: string }> }): Promise<Response> {
  const { report: reportId } = await params
  const asked = new URL(request.url).searchParams.get('locale')
  const locale = asked === 'de' || asked === 'en' ? asked : null
  const { path, fileName } = await page((api) => api.report.file({ reportId, locale }))
  const bytes = await storage().get(path)
  if (!bytes) notFound()
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
