import type { Connector, TemplateInput } from '@/services/connection/port'

/** `{{ … }}` that n8n evaluates: the name our events use for a workflow of this n8n. */
function keyExpression({ workflowKeys }: TemplateInput, id: string): string {
  return `(${JSON.stringify(workflowKeys)}[${id}] || 'n8n-' + ${id})`
}

interface Place {
  id: string
  name: string
  x: number
}

function reporter(input: TemplateInput, { id, name, x }: Place, body: string) {
  return {
    ...{ id, name, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, position: [x, 300] },
    parameters: {
      ...{ method: 'POST', url: input.eventsUrl, sendHeaders: true, sendBody: true, specifyBody: 'json' },
      headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${input.key}` }] },
      jsonBody: `={{ JSON.stringify(${body}) }}`,
      options: { timeout: 10_000 },
    },
    ...{ retryOnFail: true, maxTries: 5, waitBetweenTries: 5000 },
  }
}

function starter(name: string, type: string, parameters: object) {
  return { id: 'a', name, type, typeVersion: 1, position: [0, 300], parameters }
}

function file(name: string, nodes: { name: string }[]) {
  const [first, second] = nodes
  const wires = first && second ? { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } } : {}
  return { name, nodes, connections: wires, settings: { executionOrder: 'v1' }, active: false }
}

/**
 * Told by n8n the moment a run fails. The run is named as the API names it, so what is pushed and what is read later are
 * one run. When the trigger itself failed there is no run, and the failure gets a name of its own.
 */
function errorWorkflow(input: TemplateInput) {
  const workflow = keyExpression(input, '$json.workflow.id')
  const run = `($json.execution ? String($json.execution.id) : 'trigger-' + $execution.id)`
  const error = `($json.execution ? $json.execution.error : $json.trigger && $json.trigger.error) || {}`
  const body = `((e) => ({ id: 'push-' + ${run} + '-failed', workflow: ${workflow}, execution: ${run}, type: 'execution.failed', time: $now.toUTC().toISO(), error: { class: (e.name || 'Error').slice(0, 200), message: (e.message || '').slice(0, 2000), step: (($json.execution && $json.execution.lastNodeExecuted) || (e.node && e.node.name) || 'trigger').slice(0, 200) }, data: { mode: $json.execution ? $json.execution.mode : 'trigger', reporter: 'error-workflow' } }))(${error})`
  return file(input.errorName, [
    starter('When a run fails', 'n8n-nodes-base.errorTrigger', {}),
    reporter(input, { id: 'b', name: 'Report it', x: 240 }, body),
  ])
}

/** Proves every few minutes that this n8n still runs anything at all. */
function heartbeat(input: TemplateInput) {
  const workflow = keyExpression(input, '$workflow.id')
  const body = `({ id: 'beat-' + $execution.id, workflow: ${workflow}, execution: String($execution.id), type: 'execution.started', time: $now.toUTC().toISO(), data: { reporter: 'heartbeat' } })`
  const rule = { interval: [{ field: 'minutes', minutesInterval: input.heartbeatMinutes }] }
  return file(input.heartbeatName, [
    starter('Every few minutes', 'n8n-nodes-base.scheduleTrigger', { rule }),
    reporter(input, { id: 'b', name: 'Report life', x: 240 }, body),
  ])
}

export const template: Connector['template'] = (input) => [
  { file: 'andon-error-workflow.json', json: JSON.stringify(errorWorkflow(input), null, 2) },
  { file: 'andon-heartbeat.json', json: JSON.stringify(heartbeat(input), null, 2) },
]
