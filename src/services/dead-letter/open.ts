import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { loadDeadLettersById } from './store'

/** Shows one kept-aside event in full. Who looked is recorded. */
export const openDeadLetter = mutation(
  { action: 'deadLetter.open', can: 'event.inspect', input: z.strictObject({ deadLetterId: zId }) },
  async (ctx, { deadLetterId }) => {
    const [letter] = await loadDeadLettersById(ctx.sql, [deadLetterId])
    if (!letter) throw notFound('dead letter')
    const { clientId, sourceName, payload } = letter
    return audited(
      { payload: JSON.stringify(payload, null, 2) },
      { subject: { kind: 'dead_letter', id: deadLetterId, name: `${sourceName}, kept aside` }, clientId },
    )
  },
)
