import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { page, requestContext } from '@/trpc/server'
import { AuthShell } from '@/ui/shell/auth-shell'

/** The platform's own pages carry nobody's name. */
const NEUTRAL = { brandName: '', brandColor: '#2a3036' }

/** The partner of this address, or nobody. */
async function brandHere() {
  const { partner } = await requestContext()
  return partner ? page((api) => api.partner.current({})) : NEUTRAL
}

interface EntranceProps {
  title: string
  sentence?: ReactNode
  children: ReactNode
}

/** The frame of the ways in, under the name of the partner whose address this is. */
export async function Entrance({ title, sentence, children }: EntranceProps) {
  const [brand, nonce] = [await brandHere(), (await headers()).get('x-nonce') ?? undefined]
  return (
    <AuthShell brand={brand} nonce={nonce} title={title} sentence={sentence}>
      {children}
    </AuthShell>
  )
}
