import { proofName, proofValue } from '@/domain/host/proof'
import { ClaimInput } from '@/domain/host/schema'
import { ownClient } from '@/infra/db'
import { defaultHost, isPlatformHost } from '@/infra/public-url'
import { randomToken } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { hostFact } from './store'

const TOKEN_LENGTH = 32
const CLAIMS_MAX = 100

/** Asks for a host, the partner's own or one client's. It answers once the DNS shows the proof; the first to prove it owns it. */
export const claimHost = mutation(
  { action: 'host.claim', can: 'brand.manage', plan: { feature: 'custom_host' }, input: ClaimInput },
  async (ctx, { host, clientId }) => {
    if (clientId !== null) await loadActiveClient(ctx, clientId)
    else if (ctx.scope.clientIds !== null)
      throw new AppError('FORBIDDEN', 'You work for named clients only. Ask an owner of all clients.')
    if (isPlatformHost(host) || host.endsWith(defaultHost('')))
      throw new AppError(
        'INVALID',
        'host: names under this installation’s own domain are given out with the account; use a name of your own',
      )
    if ((await ctx.tx.hostClaim.count({ where: ownClient(ctx) })) >= CLAIMS_MAX)
      throw new AppError('LIMIT', `There are ${CLAIMS_MAX} hosts already. Remove one that is not used.`)
    if (await ctx.tx.hostClaim.findFirst({ where: { ...ownClient(ctx), host } }))
      throw new AppError('CONFLICT', `${host} is on your list already.`)
    const claim = { id: newId(), host, clientId, token: randomToken(TOKEN_LENGTH) }
    const { tenantId } = ctx.scope
    await ctx.tx.hostClaim.create({
      data: { tenantId, ...claim, status: 'pending', createdAt: ctx.now, nextCheckAt: ctx.now },
    })
    const proof = { name: proofName(host), value: proofValue(claim.token) }
    return audited({ claimId: claim.id, host, proof }, { ...hostFact(claim), after: { host } })
  },
)
