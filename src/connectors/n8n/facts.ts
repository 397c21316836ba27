import type { WorkflowFacts } from '@/domain/connection/source'
import { graphInForce, triggerOf } from './definition'
import type { Workflow, WorkflowNode } from './schema'

/** n8n's own limit when a retry is switched on and no other is given. */
const DEFAULT_TRIES = 3

function isHandler(workflow: Workflow): boolean {
  return graphInForce(workflow).nodes.some(({ type, disabled }) => triggerOf(type) === 'error' && !disabled)
}

function isWorking(handler: Workflow | undefined): boolean {
  return handler?.active === true && isHandler(handler)
}

/** Anybody who knows the path may call a webhook whose authentication is "none" or was never set. */
function webhooksOf(nodes: readonly WorkflowNode[]): WorkflowFacts['webhooks'] {
  return nodes
    .filter(({ type, disabled }) => triggerOf(type) === 'webhook' && !disabled)
    .map(({ name, parameters, webhookId }) => ({
      node: name,
      path: String(parameters.path ?? webhookId ?? ''),
      isProtected: typeof parameters.authentication === 'string' && parameters.authentication !== 'none',
    }))
}

function schedulesOf(nodes: readonly WorkflowNode[]): string[] {
  return nodes
    .filter(({ type, disabled }) => triggerOf(type) === 'schedule' && !disabled)
    .map(
      ({ name, parameters }) => `${name}: ${JSON.stringify(parameters.rule ?? parameters.triggerTimes ?? parameters)}`,
    )
}

function credentialsOf(nodes: readonly WorkflowNode[]): WorkflowFacts['credentials'] {
  const found = nodes.flatMap(({ credentials }) => Object.entries(credentials ?? {}))
  return [...new Map(found.map(([kind, { name }]) => [`${kind}\u0000${name}`, { kind, name }])).values()]
}

function retriesOf(nodes: readonly WorkflowNode[]): WorkflowFacts['retries'] {
  return nodes
    .filter(({ retryOnFail }) => retryOnFail)
    .map(({ name, maxTries }) => ({ node: name, limit: maxTries ?? DEFAULT_TRIES }))
}

/** What the definition says; `others` are all workflows of the same n8n, to see whether the named error workflow works. */
export function factsOf(workflow: Workflow, others: ReadonlyMap<string, Workflow>): WorkflowFacts {
  const { nodes } = graphInForce(workflow)
  const settings = workflow.settings ?? {}
  const ref =
    typeof settings.errorWorkflow === 'string' && settings.errorWorkflow !== '' ? settings.errorWorkflow : null
  const handler = ref === null ? undefined : others.get(ref)
  return {
    errorWorkflowRef: ref,
    hasErrorWorkflow: ref !== null,
    // since n8n 2 an error workflow that is not published is only logged as "not active": nobody is told
    errorWorkflowActive: ref === null ? null : isWorking(handler),
    savesSuccess: settings.saveDataSuccessExecution !== 'none',
    savesError: settings.saveDataErrorExecution !== 'none',
    savesManual: settings.saveManualExecutions !== false,
    webhooks: webhooksOf(nodes),
    retries: retriesOf(nodes),
    credentials: credentialsOf(nodes),
    schedules: schedulesOf(nodes),
    timezone: typeof settings.timezone === 'string' ? settings.timezone : null,
    nodes: nodes.length,
    isErrorHandler: isHandler(workflow),
  }
}
