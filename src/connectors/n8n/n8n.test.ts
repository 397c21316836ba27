import { describe, expect, it } from 'vitest'
import { definitionHash } from '@/domain/version/canonical'
import { retryAfterOf } from './api'
import { definitionOf } from './definition'
import { factsOf } from './facts'
import { Workflow } from './schema'

const node = (fields: object) => ({
  id: 'x',
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4,
  position: [1, 2],
  parameters: {},
  ...fields,
})
const saved = (fields: object = {}) => ({
  ...{ id: 'w1', name: 'Orders', active: true, updatedAt: '2026-11-23T10:00:00.000Z', versionId: 'v1', settings: {} },
  nodes: [
    node({ name: 'Hook', type: 'n8n-nodes-base.webhook', webhookId: 'h-1', parameters: { path: 'orders' } }),
    node({ name: 'Post', parameters: { url: 'https://mes/x' }, credentials: { basic: { id: '1', name: 'MES' } } }),
  ],
  connections: { Hook: { main: [[{ node: 'Post', type: 'main', index: 0 }]] } },
  ...fields,
})
const hashOf = (workflow: object) => definitionHash(definitionOf(Workflow.parse(workflow)))
const [hook, post] = saved().nodes

describe('the definition leaves out what does nothing', () => {
  it.each([
    ['positions and generated ids', { nodes: [{ ...hook, id: 'y', position: [9, 9], webhookId: 'h-2' }, post] }],
    ['the order of nodes', { nodes: [post, hook] }],
    [
      'names, dates, versions, pins',
      { name: 'Other', updatedAt: '2026-12-01T00:00:00Z', versionId: 'v9', pinData: { Hook: [] } },
    ],
    [
      'notes on the canvas',
      { nodes: [hook, post, node({ name: 'Note', type: 'n8n-nodes-base.stickyNote', parameters: { content: 'hi' } })] },
    ],
  ])('%s', (_, change) => expect(hashOf(saved(change))).toBe(hashOf(saved())))

  it.each([
    ['a parameter', { nodes: [hook, { ...post, parameters: { url: 'https://mes/y' } }] }],
    ['a webhook’s path', { nodes: [{ ...hook, parameters: { path: 'other' } }, post] }],
    ['another credential', { nodes: [hook, { ...post, credentials: { basic: { id: '2', name: 'MES test' } } }] }],
    ['a wire', { connections: {} }],
    ['a node that is switched off', { nodes: [hook, { ...post, disabled: true }] }],
    ['the error workflow', { settings: { errorWorkflow: 'w2' } }],
  ])('but not %s', (_, change) => expect(hashOf(saved(change))).not.toBe(hashOf(saved())))

  it('a webhook without a path of its own is known by its generated one', () => {
    const bare = (webhookId: string) => saved({ nodes: [{ ...hook, parameters: {}, webhookId }, post] })
    expect(hashOf(bare('a'))).not.toBe(hashOf(bare('b')))
  })

  it('what is published counts, not what is being edited (n8n 2)', () => {
    const { nodes, connections } = saved()
    const draft = saved({ nodes: [hook], connections: {}, activeVersion: { versionId: 'v1', nodes, connections } })
    expect(hashOf(draft)).toBe(hashOf(saved()))
  })
})

describe('facts', () => {
  const handler = (active: boolean) =>
    Workflow.parse(
      saved({ id: 'w2', active, nodes: [node({ name: 'E', type: 'n8n-nodes-base.errorTrigger' })], connections: {} }),
    )
  const factsWith = (settings: object, other?: Workflow) =>
    factsOf(Workflow.parse(saved({ settings })), new Map(other ? [[other.id, other]] : []))

  it.each([
    ['none named', {}, undefined, false, null],
    ['named and gone', { errorWorkflow: 'w2' }, undefined, true, false],
    ['named and not published', { errorWorkflow: 'w2' }, handler(false), true, false],
    ['named and working', { errorWorkflow: 'w2' }, handler(true), true, true],
  ])('error workflow: %s', (_, settings, other, hasErrorWorkflow, errorWorkflowActive) => {
    expect(factsWith(settings, other)).toMatchObject({ hasErrorWorkflow, errorWorkflowActive })
  })

  it('saving and open webhooks', () => {
    expect(factsWith({ saveDataSuccessExecution: 'none' })).toMatchObject({ savesSuccess: false, savesError: true })
    expect(factsWith({}).webhooks).toEqual([{ node: 'Hook', path: 'orders', isProtected: false }])
  })
})

it.each([
  ['7', 7],
  ['0', 1],
  ['99999', 3600],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30],
  ['nonsense', 60],
  [undefined, 60],
])('Retry-After %s is %i s', (header, seconds) => {
  expect(retryAfterOf(header, Date.UTC(2026, 10, 23, 10))).toBe(seconds)
})
