'use client'
import { useState } from 'react'
import { type Repeat, repeatRule } from '@/domain/maintenance/repeat'
import type { MaintenancePlan, MaintenanceScope } from '@/domain/maintenance/schema'

/** What the form begins with when a window is changed. */
export interface GivenWindow {
  id: string
  revision: number
  clientId: string
  title: string
  work: string
  scope: MaintenanceScope
  plan: MaintenancePlan
  needsReason: boolean
}

export interface Draft {
  clientId: string
  title: string
  work: string
  scopeKind: MaintenanceScope['kind']
  siteId: string
  workflowIds: string[]
  zone: string
  startLocal: string
  hours: string
  minutes: string
  repeat: Repeat
  rrule: string
  until: string
  reason: string
}

export interface FormClient {
  id: string
  name: string
  sites: { id: string; name: string; zone: string }[]
  workflows: { id: string; name: string }[]
}

function beginWith(clients: readonly FormClient[], given: GivenWindow | null, start: string): Draft {
  const client = clients.find(({ id }) => id === given?.clientId) ?? clients[0]
  const durationS = given?.plan.durationS ?? 7200
  return {
    clientId: client?.id ?? '',
    title: given?.title ?? '',
    work: given?.work ?? '',
    scopeKind: given?.scope.kind ?? 'site',
    siteId: given?.scope.kind === 'site' ? given.scope.siteId : (client?.sites[0]?.id ?? ''),
    workflowIds: given?.scope.kind === 'workflows' ? given.scope.workflowIds : [],
    zone: given?.plan.zone ?? client?.sites[0]?.zone ?? 'Europe/Berlin',
    startLocal: given?.plan.startLocal ?? start,
    hours: String(Math.floor(durationS / 3600)),
    minutes: String(Math.floor((durationS % 3600) / 60)),
    repeat: given?.plan.rrule ? 'own' : 'never',
    rrule: given?.plan.rrule ?? '',
    until: '',
    reason: '',
  }
}

function scopeOf({ scopeKind, siteId, workflowIds }: Draft): MaintenanceScope {
  if (scopeKind === 'site') return { kind: 'site', siteId }
  return scopeKind === 'workflows' ? { kind: 'workflows', workflowIds } : { kind: 'client' }
}

/** What is being written, and the plan and scope it means. */
export function useDraft(clients: readonly FormClient[], given: GivenWindow | null, start: string) {
  const [draft, setDraft] = useState(() => beginWith(clients, given, start))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const { repeat, rrule, startLocal, until, hours, minutes, zone } = draft
  // Moves of single occurrences stay only while the rule and the start are the ones they belong to.
  const rule = repeat === 'own' ? rrule.trim() || null : repeatRule(repeat, startLocal, until || null)
  const isSame = given?.plan.rrule === rule && given?.plan.startLocal === startLocal
  const plan: MaintenancePlan = {
    ...{ zone, startLocal, rrule: rule },
    durationS: (Number(hours) * 60 + Number(minutes)) * 60,
    moves: isSame ? (given?.plan.moves ?? []) : [],
    cancellations: isSame ? (given?.plan.cancellations ?? []) : [],
  }
  return { draft, change, plan, scope: scopeOf(draft), client: clients.find(({ id }) => id === draft.clientId) }
}
