import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { localDay } from '@/domain/calendar/day'
import { diffTerms, type TermChange } from '@/domain/contract/diff'
import { phaseOf, type VersionPhase } from '@/domain/contract/effective'
import type { ContractVersion } from '@/domain/contract/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadObjectives } from '../objective/load'
import { standingsOf } from '../objective/standing'
import { lastFrozenMonth } from './frozen'
import { type ContractPhase, contractPhase } from './list'
import { loadContracts } from './load'

export interface VersionLine extends ContractVersion {
  phase: VersionPhase
  author: string
  note: string | null
  digest: string
  createdAt: Date
  /** against the version before it */
  changes: TermChange[]
}

export interface ContractPage {
  contract: { id: string; name: string; zone: string; endsOn: string | null; phase: ContractPhase }
  client: { id: string; slug: string; name: string }
  /** latest first */
  versions: VersionLine[]
  /** objectives of the client: the promised ones, and those that could be */
  objectives: {
    id: string
    name: string
    targetPpm: number
    scopeName: string
    n: number
    bad: number
    ppm: number | null
  }[]
  today: string
  lastFrozenMonth: string | null
  mayManage: boolean
}

const FIND = `
SELECT c.client_id AS "clientId", k.slug, k.name FROM contract c JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`

const RECORD = `
SELECT v.number, v.author, v.note, v.digest, v.created_at AS "createdAt" FROM contract_version v
WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND v.contract_id = $1::uuid`

type Record = Pick<VersionLine, 'number' | 'author' | 'note' | 'digest' | 'createdAt'>

/** A contract with every version, what each changed, and the objectives it may promise. */
export const getContract = query(
  { action: 'contract.get', can: 'client.read', input: z.strictObject({ contractId: zId }) },
  async (ctx, { contractId }): Promise<ContractPage> => {
    const [found] = await ctx.sql<{ clientId: string; slug: string; name: string }>(FIND, [contractId])
    if (!found) throw notFound('contract')
    const { clientId, slug, name } = found
    const contract = (await loadContracts(ctx.sql, [clientId])).get(clientId)?.find(({ id }) => id === contractId)
    if (!contract) throw notFound('contract')
    const records = new Map((await ctx.sql<Record>(RECORD, [contractId])).map((record) => [record.number, record]))
    const { versions, zone, endsOn } = contract
    const today = localDay(zone, ctx.now)
    const lines = versions.flatMap((version, index): VersionLine[] => {
      const record = records.get(version.number)
      if (!record) return []
      const changes = index === 0 ? [] : diffTerms(versions[index - 1]?.terms ?? null, version.terms)
      return [{ ...version, ...record, phase: phaseOf(version, versions, today), changes }]
    })
    const objectives = await loadObjectives(ctx.sql, { clientId })
    const standings = await standingsOf(ctx.sql, objectives, ctx.now)
    return {
      contract: { id: contractId, name: contract.name, zone, endsOn, phase: contractPhase(contract, ctx.now) },
      client: { id: clientId, slug, name },
      versions: lines.reverse(),
      objectives: objectives.map(({ id, name: label, targetPpm }) => {
        const standing = standings.get(id)
        const { n = 0, bad = 0, ppm = null } = standing?.attainment ?? {}
        return { id, name: label, targetPpm, scopeName: standing?.scopeName ?? '', n, bad, ppm }
      }),
      today,
      lastFrozenMonth: await lastFrozenMonth(ctx.sql, clientId),
      mayManage: can(ctx.actor, 'contract.manage'),
    }
  },
)
