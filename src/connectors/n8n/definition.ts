import {
  canonicalDefinition,
  type Definition,
  type DefinitionNode,
  type Trigger,
  type Wire,
} from '@/domain/version/canonical'
import type { Workflow, WorkflowNode } from './schema'

/** Drawn on the canvas, never run. */
const NOTE = 'n8n-nodes-base.stickyNote'

/** Settings that change when a run starts, ends or is kept; the rest are n8n's own bookkeeping. */
const SETTINGS = [
  'executionOrder',
  'timezone',
  'errorWorkflow',
  'executionTimeout',
  'callerPolicy',
  'callerIds',
  'saveDataErrorExecution',
  'saveDataSuccessExecution',
  'saveManualExecutions',
  'saveExecutionProgress',
] as const

export function triggerOf(type: string): Trigger | null {
  const name = type.split('.').at(-1) ?? type
  if (/^(scheduleTrigger|cron|interval)$/.test(name)) return 'schedule'
  if (/^(webhook|formTrigger|chatTrigger|mcpTrigger)$/.test(name)) return 'webhook'
  if (name === 'executeWorkflowTrigger') return 'workflow'
  if (name === 'errorTrigger') return 'error'
  if (name === 'manualTrigger' || name === 'start') return 'manual'
  return /Trigger$/.test(name) ? 'event' : null
}

/** Only what was set: n8n leaves a default out, or writes it, depending on the release. */
function troubleOf({
  onError,
  continueOnFail,
  retryOnFail,
  maxTries,
  waitBetweenTries,
  alwaysOutputData,
  executeOnce,
}: WorkflowNode) {
  const reaction = onError ?? (continueOnFail ? 'continueRegularOutput' : 'stopWorkflow')
  return {
    ...(reaction !== 'stopWorkflow' && { onError: reaction }),
    ...(retryOnFail && { retryOnFail, maxTries: maxTries ?? 3, waitBetweenTries: waitBetweenTries ?? 1000 }),
    ...(alwaysOutputData && { alwaysOutputData }),
    ...(executeOnce && { executeOnce }),
  }
}

function nodeOf(node: WorkflowNode): DefinitionNode {
  const trigger = triggerOf(node.type)
  // A webhook without a path of its own answers under its generated id: then the id is its address.
  const isNameless = trigger === 'webhook' && !node.parameters.path && node.webhookId !== undefined
  return {
    name: node.name,
    type: node.type,
    typeVersion: node.typeVersion ?? null,
    trigger,
    isDisabled: node.disabled ?? false,
    parameters: { ...node.parameters, ...(isNameless && { path: node.webhookId ?? '' }) },
    credentials: Object.entries(node.credentials ?? {}).map(([kind, { id, name }]) => ({ kind, id: id ?? null, name })),
    onTrouble: troubleOf(node),
  }
}

function wiresOf(connections: Workflow['connections'], names: ReadonlySet<string>): Wire[] {
  return Object.entries(connections)
    .flatMap(([from, kinds]) =>
      Object.entries(kinds).flatMap(([kind, outputs]) =>
        outputs.flatMap((wires, output) =>
          (wires ?? []).map(({ node, type, index }) => ({
            ...{ from, output: `${kind} ${output}` },
            ...{ to: node, input: `${type} ${index}` },
          })),
        ),
      ),
    )
    .filter(({ from, to }) => names.has(from) && names.has(to))
}

/** What runs: the published version where n8n has one, else what is saved. */
export function graphInForce(workflow: Workflow): Pick<Workflow, 'nodes' | 'connections'> {
  return workflow.activeVersion ?? workflow
}

/** An n8n workflow without positions, node ids, pinned test data, notes and dates. */
export function definitionOf(workflow: Workflow): Definition {
  const graph = graphInForce(workflow)
  const nodes = graph.nodes.filter(({ type }) => type !== NOTE)
  const settings = workflow.settings ?? {}
  return canonicalDefinition({
    nodes: nodes.map(nodeOf),
    wires: wiresOf(graph.connections, new Set(nodes.map(({ name }) => name))),
    settings: Object.fromEntries(
      SETTINGS.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])),
    ),
  })
}
