import type { SYSTEM_KINDS } from '@/domain/workflow/schema'
import type { WorkflowForm } from '@/services/workflow/form'

export type SystemKind = (typeof SYSTEM_KINDS)[number]

/** Value of a select that opens the fields of a new entry. */
export const NEW = 'new'

interface NewSystem {
  kind: SystemKind
  name: string
}

/** What the details form holds; '' in a select = none. */
export interface Draft {
  name: string
  tier: number
  siteId: string
  processId: string
  process: { name: string; portalPhrase: string }
  fromSystemId: string
  fromSystem: NewSystem
  toSystemId: string
  toSystem: NewSystem
  ownerName: string
  impactNote: string
}

export function draftOf({ workflow, sites }: WorkflowForm): Draft {
  const onlySite = sites.length === 1 ? sites[0]?.id : undefined
  return {
    name: workflow.name,
    tier: workflow.tier,
    siteId: workflow.siteId ?? onlySite ?? '',
    processId: workflow.processId ?? '',
    process: { name: '', portalPhrase: '' },
    fromSystemId: workflow.fromSystemId ?? '',
    fromSystem: { kind: 'erp', name: '' },
    toSystemId: workflow.toSystemId ?? '',
    toSystem: { kind: 'mes', name: '' },
    ownerName: workflow.ownerName ?? '',
    impactNote: workflow.impactNote ?? '',
  }
}

export interface PartProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  form: WorkflowForm
}
