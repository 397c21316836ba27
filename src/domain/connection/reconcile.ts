import { definitionHash } from '../version/canonical'
import type { SourceWorkflow, WorkflowFacts } from './source'

export const RECONCILE_STATES = ['new', 'same', 'changed', 'gone', 'duplicated'] as const
export type ReconcileState = (typeof RECONCILE_STATES)[number]

/** Stands where a hash will stand: chosen, and not read yet. The next reading takes it for new. */
export const UNSEEN = ''

/** What we knew of a workflow of the source. */
export interface KnownWorkflow {
  ref: string
  name: string
  isActive: boolean
  versionRef: string | null
  hash: string
  state: ReconcileState
  changedAt: Date
}

export interface Reconciled {
  ref: string
  state: ReconcileState
  /** the workflow it is a copy of: same definition, seen earlier */
  twinOf: string | null
  hash: string
  isEdited: boolean
  isMoved: boolean
}

/** `new` and `changed` are shown this long; then the workflow is simply there. */
const NEWS_MS = 7 * 86_400_000

function twinsOf(workflows: readonly { ref: string; hash: string; nodes: number }[]): Map<string, string> {
  const first = new Map<string, string>()
  const twins = new Map<string, string>()
  const inOrder = [...workflows].sort((a, b) => a.ref.length - b.ref.length || (a.ref < b.ref ? -1 : 1))
  for (const { ref, hash, nodes } of inOrder) {
    if (nodes === 0) continue // two empty drafts are nobody's copy
    const original = first.get(hash)
    if (original === undefined) first.set(hash, ref)
    else twins.set(ref, original)
  }
  return twins
}

/** What the source has now against what we knew: one line per workflow the source shows, and one for each that is gone. */
export function reconcile(
  known: readonly KnownWorkflow[],
  shown: readonly SourceWorkflow[],
  now: Date,
): { seen: Reconciled[]; gone: string[] } {
  const before = new Map(known.map((workflow) => [workflow.ref, workflow]))
  const hashed = shown.map((workflow) => ({
    ref: workflow.ref,
    hash: definitionHash(workflow.definition),
    nodes: workflow.facts.nodes,
    workflow,
  }))
  const twins = twinsOf(hashed)
  const seen = hashed.map(({ ref, hash, workflow }): Reconciled => {
    const old = before.get(ref)
    const isEdited = old !== undefined && old.hash !== UNSEEN && old.hash !== hash
    const isMoved =
      old !== undefined &&
      (old.hash !== hash ||
        old.name !== workflow.name ||
        old.isActive !== workflow.isActive ||
        old.versionRef !== workflow.versionRef)
    const twinOf = twins.get(ref) ?? null
    return { ref, hash, isEdited, isMoved, twinOf, state: stateOf(old, { isEdited, twinOf, now }) }
  })
  const there = new Set(shown.map(({ ref }) => ref))
  return { seen, gone: known.filter(({ ref, state }) => !there.has(ref) && state !== 'gone').map(({ ref }) => ref) }
}

function stateOf(
  old: KnownWorkflow | undefined,
  is: { isEdited: boolean; twinOf: string | null; now: Date },
): ReconcileState {
  if (is.twinOf !== null) return 'duplicated'
  if (!old || old.state === 'gone') return 'new'
  if (is.isEdited) return 'changed'
  const isNews = old.state === 'new' || old.state === 'changed'
  return isNews && is.now.getTime() - old.changedAt.getTime() < NEWS_MS ? old.state : 'same'
}

/** What keeps a failure from being told or a run from being seen (standards.md, trap 11). */
export function blindSpots(facts: WorkflowFacts): ('error_workflow_inactive' | 'runs_not_saved')[] {
  return [
    ...(facts.errorWorkflowActive === false ? (['error_workflow_inactive'] as const) : []),
    ...(facts.savesSuccess && facts.savesError ? [] : (['runs_not_saved'] as const)),
  ]
}
