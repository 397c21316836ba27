import { notFound } from 'next/navigation'
import { storage } from '@/infra/storage'
import { page } from '@/trpc/server'

/** The pack's file; taking it is recorded. */
export async function GET(_request: Request, { params }: { params: Promise<{ pack: string }> }): Promise<Response> {
  const { pack: packId } = await params
  const { path, fileName, sha256 } = await page((api) => api.pack.download({ packId }))
  const bytes = await storage().get(path)
  if (!bytes) notFound()
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      digest: `sha-256=${Buffer.from(sha256, 'hex').toString('base64')}`,
    },
  })
}
