import { z } from 'zod'
import { SIGN_IN_METHODS } from '@/domain/session/policy'
import { zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { Device, insertSession, type LiveMember } from './store'

const input = z.strictObject({ userId: zId, name: z.string(), method: z.enum(SIGN_IN_METHODS), device: Device })

/** The last step of every way in. Only other verbs call it, once the person is known. */
const open = mutation(
  { action: 'session.open', can: 'system', input },
  async (ctx, { userId, name, method, device }) => {
    const sessionId = await insertSession(ctx, { userId, method, device })
    return audited(
      { sessionId },
      { subject: { kind: 'member', id: userId, name }, after: { sessionId, method, ip: device.ip } },
    )
  },
)

/** Opens a session; the record names the person, not the sign-in page. */
export function openSession(
  ctx: MutationContext,
  member: LiveMember,
  how: Pick<z.output<typeof input>, 'method' | 'device'>,
) {
  const actor = { kind: 'user' as const, id: member.userId, name: member.name, role: member.role, sessionId: '' }
  return open.within({ ...ctx, actor }, { userId: member.userId, name: member.name, ...how })
}
