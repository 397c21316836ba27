import type { IncidentKind } from '@/domain/incident/schema'
import type { Facet, MatchField } from './schema'

/** What is known of an incident when it is compared with others. */
export interface Suspect {
  id: string
  clientId: string
  clientName: string
  workflowId: string
  workflowName: string
  siteId: string | null
  processId: string | null
  tier: number
  kind: IncidentKind
  openedAt: Date
  errorClass: string | null
  errorStep: string | null
  message: string | null
  fromSystem: SystemFact | null
  toSystem: SystemFact | null
  /** the source its events come through */
  sourceId: string | null
  /** where the source's product stands: https://n8n.partner.example */
  origin: string | null
}

interface SystemFact {
  id: string
  kind: string
  name: string
}

const words = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Steps that take something in, as people name them in English and German. */
const READS = /^(read|fetch|get|poll|query|download|receive|pull|lesen|lies|holen|hole|abrufen|abfragen|empfangen)\b/

/**
 * The system that failed, as far as one can tell: the one that the failed step names, else the one read from when the step
 * reads, else the one written to.
 */
export function suspectSystem({ errorStep, fromSystem, toSystem }: Suspect): SystemFact | null {
  const step = errorStep === null ? '' : words(errorStep)
  const named = (system: SystemFact | null) => system !== null && step.includes(words(system.name))
  if (named(fromSystem) !== named(toSystem)) return named(fromSystem) ? fromSystem : toSystem
  if (fromSystem && READS.test(step)) return fromSystem
  return toSystem ?? fromSystem
}

/**
 * The value of a facet, in a form that is equal for equal things; null = unknown. Across clients, a system is known by kind and
 * name, and a connection by the address of the product behind it: ids end at the client.
 */
export function facetOf(suspect: Suspect, facet: Facet, reach: 'client' | 'partner'): string | null {
  switch (facet) {
    case 'system': {
      const system = suspectSystem(suspect)
      if (!system) return null
      return reach === 'client' ? system.id : `${system.kind}:${words(system.name)}`
    }
    case 'connection':
      return reach === 'partner' && suspect.origin ? suspect.origin.toLowerCase() : suspect.sourceId
    case 'error_class':
      return suspect.errorClass && words(suspect.errorClass)
    case 'error_step':
      return suspect.errorStep && words(suspect.errorStep)
    case 'site':
      return suspect.siteId
    case 'process':
      return suspect.processId
    case 'workflow':
      return suspect.workflowId
    case 'client':
      return suspect.clientId
    case 'kind':
      return suspect.kind
  }
}

/** What a condition compares, in lower case; empty = unknown. */
export function fieldOf(suspect: Suspect, field: MatchField): string {
  switch (field) {
    case 'error_class':
      return words(suspect.errorClass ?? '')
    case 'error_step':
      return words(suspect.errorStep ?? '')
    case 'message':
      return words(suspect.message ?? '')
    case 'kind':
      return suspect.kind
    case 'tier':
      return String(suspect.tier)
    case 'workflow':
      return words(suspect.workflowName)
    case 'system':
      return words(suspectSystem(suspect)?.name ?? '')
    case 'client':
      return words(suspect.clientName)
  }
}
