import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { localDay } from '@/domain/calendar/day'
import { zSlug } from '@/domain/client/schema'
import { type Contract, inForce } from '@/domain/contract/effective'
import type { ContractVersion } from '@/domain/contract/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { query } from '../define'
import { loadContracts } from './load'

const ContractListInput = z.strictObject({ client: zSlug.nullish().transform((slug) => slug ?? null) })

/** draft = promises nothing yet; planned = from a day to come; ended = binds no more. */
export type ContractPhase = 'draft' | 'planned' | 'in_force' | 'ended'

export interface ContractLine {
  id: string
  name: string
  zone: string
  phase: ContractPhase
  endsOn: string | null
  client: { slug: string; name: string }
  /** in force today, else the next one */
  version: ContractVersion | null
  versions: number
  /** a version that takes effect on a day to come */
  planned: { number: number; effectiveFrom: string } | null
}

export interface ContractList {
  rows: ContractLine[]
  clients: { id: string; slug: string; name: string; zone: string; hasContract: boolean }[]
  mayManage: boolean
}

export function contractPhase(contract: Contract, now: Date): ContractPhase {
  if (contract.endsOn !== null && contract.endsOn <= localDay(contract.zone, now)) return 'ended'
  if (contract.versions.length === 0) return 'draft'
  return inForce([contract], now) ? 'in_force' : 'planned'
}

function lineOf(contract: Contract, client: { slug: string; name: string }, now: Date): ContractLine {
  const { id, name, zone, endsOn, versions } = contract
  const today = localDay(zone, now)
  const planned = versions.find(({ effectiveFrom }) => effectiveFrom > today) ?? null
  return {
    ...{ id, name, zone, endsOn, client },
    phase: contractPhase(contract, now),
    version: inForce([contract], now)?.version ?? planned ?? versions.at(-1) ?? null,
    versions: versions.length,
    planned: planned && { number: planned.number, effectiveFrom: planned.effectiveFrom },
  }
}

/** Contracts by client, the one that binds first. Two statements. */
export const listContracts = query(
  { action: 'contract.list', can: 'client.read', input: ContractListInput },
  async (ctx, input): Promise<ContractList> => {
    const clients = await loadClients(ctx)
    if (input.client && !clients.some(({ slug }) => slug === input.client)) throw notFound('client')
    const contracts = await loadContracts(ctx.sql)
    const shown = clients.filter(({ slug }) => input.client === null || slug === input.client)
    return {
      rows: shown.flatMap((client) => (contracts.get(client.id) ?? []).map((each) => lineOf(each, client, ctx.now))),
      clients: clients.map(({ id, slug, name, sites }) => ({
        ...{ id, slug, name, zone: sites[0]?.zone ?? 'UTC' },
        hasContract: (contracts.get(id) ?? []).some(({ endsOn }) => endsOn === null),
      })),
      mayManage: can(ctx.actor, 'contract.manage'),
    }
  },
)
