import type { SYSTEM_KINDS } from '@/domain/workflow/schema'

/** One automation of a demo plant: what it does, when it is expected, and how it usually behaves. */
export interface DemoWorkflow {
  key: string
  name: string
  process: string
  from: string
  to: string
  tier: 1 | 2 | 3
  owner: string
  /** what stops when this stops, in plant words */
  impact?: string
  /** cron in plant time, or seconds between runs */
  every: { cron: string } | { intervalS: number }
  graceS: number
  /** median duration; real ones scatter log-normally around it */
  medianMs: number
  /** failures per million runs in the history */
  failurePpm: number
  businessKey?: 'order' | 'workOrder' | 'delivery' | 'lot' | 'case' | 'hold'
  steps: readonly string[]
  /** how it fails when it fails */
  error?: { class: string; message: string; step: string }
}

/** A manufacturer, its one plant, and its ~14 automations. */
export interface DemoPlant {
  slug: string
  name: string
  site: { slug: string; name: string; city: string; zone: string }
  areas: readonly { slug: string; name: string; lines: readonly { slug: string; name: string }[] }[]
  systems: readonly { kind: (typeof SYSTEM_KINDS)[number]; name: string }[]
  processes: readonly { slug: string; name: string; portalPhrase: string }[]
  workflows: readonly DemoWorkflow[]
  /** the plant manager who reads the portal */
  contact: { name: string; email: string }
}
