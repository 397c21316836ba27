import { NextResponse } from 'next/server'
import { env } from '@/env'
import { AppError } from '@/lib/errors'
import { localPath } from '@/lib/local-path'
import { mintDemoToken } from '@/services/session/mint-demo'
import { visitor } from '@/trpc/server'
import { enter } from '../../_lib/auth'

/** One-click sign-in as a demo person; there is no such page unless ANDON_DEMO is on. */
export async function GET(request: Request, { params }: { params: Promise<{ role: string }> }): Promise<Response> {
  const input = mintDemoToken.input.safeParse({ role: (await params).role })
  if (!env.ANDON_DEMO || !input.success) return new Response(null, { status: 404 })
  try {
    const { token } = await mintDemoToken(await visitor(), input.data)
    const refusal = await enter('link', { token })
    const to = localPath(new URL(request.url).searchParams.get('to'))
    // Relative, so that no host is claimed here.
    return new NextResponse(null, { status: 303, headers: { location: refusal ? `/sign-in/${token}` : to } })
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return new Response(null, { status: 404 })
    throw error
  }
}
