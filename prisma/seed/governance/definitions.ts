import type { Definition } from '@/domain/version/canonical'
import { canonicalDefinition } from '@/domain/version/canonical'
import type { DemoWorkflow } from '../plants/plant'

type Node = Definition['nodes'][number]

/** Two carriers' status messages come in by webhook, and nobody asks who calls. */
const OPEN_DOORS: readonly string[] = ['carrier-status']

const plain = { typeVersion: 1, isDisabled: false, credentials: [], onTrouble: {}, trigger: null } as const

function triggerOf({ key, every }: DemoWorkflow): Node {
  if (OPEN_DOORS.includes(key))
    return {
      ...plain,
      name: 'Status message',
      type: 'webhook',
      trigger: 'webhook',
      parameters: { path: 'carrier/status' },
      credentials: [],
      onTrouble: {},
    }
  const parameters: Record<string, string | number> =
    'cron' in every ? { cron: every.cron } : { everySeconds: every.intervalS }
  return {
    ...plain,
    name: 'Clock',
    type: 'scheduleTrigger',
    trigger: 'schedule',
    parameters,
    credentials: [],
    onTrouble: {},
  }
}

function stepOf(name: string, index: number, workflow: DemoWorkflow): Node {
  const system = index === 0 ? workflow.from : workflow.to
  const isEdge = index === 0 || index === workflow.steps.length - 1
  return {
    ...plain,
    name,
    type: isEdge ? 'httpRequest' : 'code',
    parameters: isEdge ? { system: system ?? 'internal', timeoutMs: 30_000 } : { mode: 'each item' },
    credentials: isEdge && system ? [{ kind: 'httpHeaderAuth', id: null, name: `${system} service user` }] : [],
    onTrouble: isEdge ? { retries: 2, waitMs: 5_000 } : {},
  }
}

/** What v14 does otherwise: a check before the last step, a longer wait, and another user. */
function edited(nodes: Node[]): Node[] {
  const check: Node = {
    ...plain,
    name: 'Check for duplicates',
    type: 'code',
    parameters: { key: 'order + item', within: '24 h' },
    credentials: [],
    onTrouble: {},
  }
  return [
    ...nodes.slice(0, -1),
    check,
    ...nodes.slice(-1).map((node) => ({
      ...node,
      parameters: { ...node.parameters, timeoutMs: 90_000 },
      credentials: node.credentials.map((credential) => ({
        ...credential,
        name: credential.name.replace('service user', 'posting user'),
      })),
    })),
  ]
}

/** The definition of a demo workflow, in canonical form. */
export function definitionOf(workflow: DemoWorkflow, version: 'v13' | 'v14'): Definition {
  const base = [triggerOf(workflow), ...workflow.steps.map((name, index) => stepOf(name, index, workflow))]
  const nodes = version === 'v13' ? base : edited(base)
  const wires = nodes
    .slice(1)
    .map((node, index) => ({ from: nodes[index]?.name ?? '', output: 'main', to: node.name, input: 'main' }))
  const settings = { errorWorkflow: 'Andon error workflow', timezone: 'plant' }
  return canonicalDefinition({ nodes, wires, settings })
}
