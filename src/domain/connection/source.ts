import type { Definition } from '../version/canonical'

/** Why a source did not answer as it should; `detail` in our words, without anything the source said. */
export interface SourceProblem {
  kind: 'refused' | 'slowed' | 'unreachable' | 'unreadable' | 'absent' | 'unsupported' | 'conflict'
  detail: string
  /** the source asks to be left alone this long */
  retryAfterS: number | null
}

export type RunStatus = 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled' | 'unknown'

/** A run as its source tells it. Ids are ascending whole numbers within one source. */
export interface SourceRun {
  id: bigint
  workflowRef: string
  status: RunStatus
  mode: string
  startedAt: Date | null
  endedAt: Date | null
  /** the run it is a second try of */
  retryOf: bigint | null
  /** the definition that ran, when the source says it */
  versionRef: string | null
  /** the source's own word for a failure (error, crashed) */
  failure: string | null
}

/** What a definition says about itself; policies judge it, nobody here does. */
export interface WorkflowFacts {
  /** names the workflow that is told of failures */
  errorWorkflowRef: string | null
  hasErrorWorkflow: boolean
  /** the named one exists, is published and begins with an error trigger; null: none is named */
  errorWorkflowActive: boolean | null
  savesSuccess: boolean
  savesError: boolean
  savesManual: boolean
  webhooks: { node: string; path: string; isProtected: boolean }[]
  retries: { node: string; limit: number }[]
  credentials: { kind: string; name: string }[]
  schedules: string[]
  timezone: string | null
  nodes: number
  isErrorHandler: boolean
}

export interface SourceWorkflow {
  ref: string
  name: string
  isActive: boolean
  definition: Definition
  /** the source's own name of the definition in force */
  versionRef: string | null
  /** since when this definition stands */
  updatedAt: Date
  facts: WorkflowFacts
}

export interface RunFailure {
  step: string | null
  class: string | null
  message: string | null
}
