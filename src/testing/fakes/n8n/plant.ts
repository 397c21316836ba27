import type { FakeN8n, FakeNode } from './state'

const node = (
  id: string,
  name: string,
  type: string,
  parameters: Record<string, unknown> = {},
  more: Partial<FakeNode> = {},
): FakeNode => ({
  ...{ id, name, type: `n8n-nodes-base.${type}`, typeVersion: 1, position: [0, 0], parameters },
  ...more,
})

const wire = (...names: string[]) =>
  Object.fromEntries(
    names
      .slice(0, -1)
      .map((from, index) => [from, { main: [[{ node: names[index + 1] ?? '', type: 'main', index: 0 }]] }]),
  )

const sap = { credentials: { sapApi: { id: 'c-sap', name: 'SAP S/4 production' } } }
const mes = { credentials: { httpHeaderAuth: { id: 'c-mes', name: 'MES line 2' } } }

const settings = { executionOrder: 'v1', timezone: 'Europe/Berlin', errorWorkflow: 'wfErrors00000001' }

/** What a pump maker's n8n really holds: orders, notices, measurements, a quality hold, and the error handler. */
const WORKFLOWS: readonly Parameters<FakeN8n['save']>[0][] = [
  {
    ...{ id: 'wfErrors00000001', name: 'Report failures', settings: { executionOrder: 'v1' } },
    nodes: [
      node('e1', 'When a run fails', 'errorTrigger'),
      node('e2', 'Tell the team', 'emailSend', { toEmail: 'it@brueckner.example' }),
    ],
    connections: wire('When a run fails', 'Tell the team'),
  },
  {
    ...{ id: 'wfOrders00000001', name: 'Release orders to the MES', settings },
    nodes: [
      node('o1', 'Every 5 minutes', 'scheduleTrigger', {
        rule: { interval: [{ field: 'minutes', minutesInterval: 5 }] },
      }),
      node(
        'o2',
        'Read released orders',
        'httpRequest',
        { url: 'https://sap.brueckner.example/orders?status=REL', method: 'GET' },
        sap,
      ),
      node(
        'o3',
        'Post to MES',
        'httpRequest',
        { url: 'https://mes.brueckner.example/api/orders', method: 'POST' },
        { ...mes, retryOnFail: true, maxTries: 3 },
      ),
    ],
    connections: wire('Every 5 minutes', 'Read released orders', 'Post to MES'),
  },
  {
    ...{ id: 'wfNotice00000001', name: 'Shipping notice (ASN) to customers', settings },
    nodes: [
      node('n1', 'Goods issue posted', 'webhook', {
        path: 'goods-issue',
        httpMethod: 'POST',
        authentication: 'headerAuth',
      }),
      node('n2', 'Build DESADV', 'code', { jsCode: 'return items.map(toDesadv)' }),
      node('n3', 'Send to EDI gateway', 'httpRequest', { url: 'https://edi.brueckner.example/out', method: 'POST' }),
    ],
    connections: wire('Goods issue posted', 'Build DESADV', 'Send to EDI gateway'),
  },
  {
    ...{
      id: 'wfHold000000001',
      name: 'Quality hold from test bench',
      settings: { ...settings, errorWorkflow: 'wfGone0000000001' },
    },
    nodes: [
      node('q1', 'Test bench result', 'webhook', { path: 'bench-result', httpMethod: 'POST' }),
      node(
        'q2',
        'Set hold in SAP QM',
        'httpRequest',
        { url: 'https://sap.brueckner.example/qm/hold', method: 'POST' },
        sap,
      ),
    ],
    connections: wire('Test bench result', 'Set hold in SAP QM'),
  },
  {
    ...{ id: 'wfCounts0000001', name: 'Piece counts to the ERP', settings },
    nodes: [
      node('p1', 'Every 10 minutes', 'scheduleTrigger', {
        rule: { interval: [{ field: 'minutes', minutesInterval: 10 }] },
      }),
      node(
        'p2',
        'Read counters',
        'httpRequest',
        { url: 'https://mes.brueckner.example/api/counters', method: 'GET' },
        mes,
      ),
      node(
        'p3',
        'Confirm operation',
        'httpRequest',
        { url: 'https://sap.brueckner.example/confirm', method: 'POST' },
        sap,
      ),
    ],
    connections: wire('Every 10 minutes', 'Read counters', 'Confirm operation'),
  },
  {
    ...{ id: 'wfMaster0000001', name: 'Supplier master data, nightly', settings },
    nodes: [
      node('m1', 'At 02:30', 'scheduleTrigger', {
        rule: { interval: [{ field: 'cronExpression', expression: '30 2 * * *' }] },
      }),
      node(
        'm2',
        'Read suppliers',
        'httpRequest',
        { url: 'https://sap.brueckner.example/suppliers', method: 'GET' },
        sap,
      ),
      node('m3', 'Wait for approval', 'wait', { resume: 'webhook' }),
    ],
    connections: wire('At 02:30', 'Read suppliers', 'Wait for approval'),
  },
]

/** Puts the plant's workflows into an empty n8n. */
export function furnishPlant(n8n: FakeN8n): void {
  for (const workflow of WORKFLOWS) n8n.save(structuredClone(workflow))
}
