import type { DemoPlant } from './plant'

/** Three shifts, Hamburg: pumps to order, shipped with the 18:00 truck. */
export const brueckner: DemoPlant = {
  slug: 'brueckner',
  name: 'Brückner Pumpen',
  site: { slug: 'hamburg', name: 'Werk Hamburg', city: 'Hamburg', zone: 'Europe/Berlin' },
  areas: [
    { slug: 'assembly', name: 'Assembly', lines: [{ slug: 'line-1', name: 'Line 1, large pumps' }, { slug: 'line-2', name: 'Line 2, small pumps' }] },
    { slug: 'shipping', name: 'Shipping', lines: [{ slug: 'dock-3', name: 'Dock 3' }] },
  ],
  systems: [
    { kind: 'erp', name: 'SAP S/4HANA' },
    { kind: 'mes', name: 'Hydra MES' },
    { kind: 'wms', name: 'viadat WMS' },
    { kind: 'crm', name: 'Dynamics CRM' },
    { kind: 'qms', name: 'Babtec QMS' },
    { kind: 'iiot', name: 'Cumulocity' },
    { kind: 'partner_app', name: 'Carrier EDI gateway' },
  ],
  processes: [
    { slug: 'order-release', name: 'Order release', portalPhrase: 'Orders reach the shop floor' },
    { slug: 'production', name: 'Production feedback', portalPhrase: 'Finished pumps are booked' },
    { slug: 'warehouse', name: 'Warehouse', portalPhrase: 'Goods are picked' },
    { slug: 'delivery', name: 'Delivery', portalPhrase: 'Carrier gets the delivery notice' },
    { slug: 'quality', name: 'Quality', portalPhrase: 'Certificates go to customers' },
  ],
  contact: { name: 'Katrin Albrecht', email: 'k.albrecht@brueckner-pumpen.example' },
  workflows: [
    { key: 'order-release', name: 'Order release', process: 'order-release', from: 'SAP S/4HANA', to: 'Hydra MES', tier: 1, owner: 'J. Petersen', impact: 'Line 1 starves after 40 min', every: { cron: '*/15 * * * *' }, graceS: 300, medianMs: 8200, failurePpm: 900, businessKey: 'order', steps: ['Read released orders', 'Check material', 'Create work orders', 'Confirm to ERP'], error: { class: 'RfcTimeout', message: 'SAP did not answer within 30 s', step: 'Read released orders' } },
    { key: 'order-changes', name: 'Order changes', process: 'order-release', from: 'SAP S/4HANA', to: 'Hydra MES', tier: 2, owner: 'J. Petersen', every: { cron: '*/30 6-21 * * 1-5' }, graceS: 600, medianMs: 5100, failurePpm: 1500, businessKey: 'order', steps: ['Read changes', 'Compare with work orders', 'Update Hydra'], error: { class: 'LockError', message: 'Work order is locked by operator', step: 'Update Hydra' } },
    { key: 'routing-sync', name: 'Routing and BOM sync', process: 'order-release', from: 'SAP S/4HANA', to: 'Hydra MES', tier: 3, owner: 'J. Petersen', every: { cron: '10 4 * * 1-6' }, graceS: 1800, medianMs: 241000, failurePpm: 6000, steps: ['Export routings', 'Diff', 'Load'], error: { class: 'MappingError', message: 'Unknown work centre 0418', step: 'Load' } },
    { key: 'work-order-feedback', name: 'Work-order feedback', process: 'production', from: 'Hydra MES', to: 'SAP S/4HANA', tier: 1, owner: 'J. Petersen', impact: 'Stock in ERP is wrong after 1 h', every: { cron: '*/15 * * * *' }, graceS: 420, medianMs: 11800, failurePpm: 1300, businessKey: 'workOrder', steps: ['Collect confirmations', 'Validate quantities', 'Post to ERP'], error: { class: 'PostingError', message: 'Posting period 11/2026 is closed for plant 1000', step: 'Post to ERP' } },
    { key: 'scrap-postings', name: 'Scrap postings', process: 'production', from: 'Hydra MES', to: 'SAP S/4HANA', tier: 2, owner: 'S. Voss', every: { cron: '5 * * * *' }, graceS: 900, medianMs: 4300, failurePpm: 1100, businessKey: 'workOrder', steps: ['Collect scrap', 'Post to ERP'] },
    { key: 'machine-states', name: 'Machine states', process: 'production', from: 'Cumulocity', to: 'Hydra MES', tier: 2, owner: 'S. Voss', impact: 'OEE on the hall screens stands still', every: { intervalS: 300 }, graceS: 240, medianMs: 900, failurePpm: 700, steps: ['Read signals', 'Aggregate', 'Write states'] },
    { key: 'goods-issue', name: 'Goods issue', process: 'warehouse', from: 'viadat WMS', to: 'SAP S/4HANA', tier: 1, owner: 'M. Jansen', impact: 'No delivery can be invoiced', every: { cron: '0,30 * * * *' }, graceS: 600, medianMs: 15200, failurePpm: 800, businessKey: 'delivery', steps: ['Read picks', 'Check serials', 'Post goods issue'] },
    { key: 'replenishment', name: 'Line replenishment', process: 'warehouse', from: 'Hydra MES', to: 'viadat WMS', tier: 2, owner: 'M. Jansen', impact: 'Assembly waits for parts after 25 min', every: { cron: '*/20 * * * *' }, graceS: 300, medianMs: 3600, failurePpm: 900, steps: ['Read demand', 'Create transport orders'] },
    { key: 'stock-snapshot', name: 'Nightly stock snapshot', process: 'warehouse', from: 'viadat WMS', to: 'SAP S/4HANA', tier: 3, owner: 'M. Jansen', every: { cron: '30 2 * * *' }, graceS: 3600, medianMs: 412000, failurePpm: 11000, steps: ['Freeze', 'Export', 'Compare', 'Post differences'], error: { class: 'DiffTooLarge', message: '214 bins differ, limit is 150', step: 'Compare' } },
    { key: 'asn-outbound', name: 'Delivery notices (ASN)', process: 'delivery', from: 'viadat WMS', to: 'Carrier EDI gateway', tier: 1, owner: 'Ben Okafor', impact: '14 orders due on the 18:00 truck', every: { intervalS: 120 }, graceS: 180, medianMs: 9100, failurePpm: 1200, businessKey: 'delivery', steps: ['Read picked deliveries', 'Look up consignee', 'Map shipment to carrier format', 'Send EDI 856', 'Store acknowledgment'], error: { class: 'ValidationError', message: '422 shipTo.gln is missing', step: 'Map shipment to carrier format' } },
    { key: 'carrier-status', name: 'Carrier status', process: 'delivery', from: 'Carrier EDI gateway', to: 'Dynamics CRM', tier: 2, owner: 'Ben Okafor', every: { cron: '*/30 * * * *' }, graceS: 900, medianMs: 6200, failurePpm: 2500, businessKey: 'delivery', steps: ['Fetch status', 'Match deliveries', 'Update CRM'], error: { class: 'HttpError', message: '503 Service Unavailable from gateway', step: 'Fetch status' } },
    { key: 'invoices-out', name: 'Invoices to customers', process: 'delivery', from: 'SAP S/4HANA', to: 'Dynamics CRM', tier: 2, owner: 'H. Lorenz', every: { cron: '0 7,12,17 * * 1-5' }, graceS: 1800, medianMs: 33000, failurePpm: 3000, businessKey: 'order', steps: ['Collect', 'Render', 'Send'] },
    { key: 'quality-certificates', name: 'Quality certificates', process: 'quality', from: 'Babtec QMS', to: 'Dynamics CRM', tier: 2, owner: 'R. Thiel', impact: 'Shipment leaves without 3.1 certificate', every: { cron: '0 * * * *' }, graceS: 1200, medianMs: 21000, failurePpm: 1600, businessKey: 'lot', steps: ['Read released lots', 'Render certificate', 'Attach to order'], error: { class: 'TemplateError', message: 'Field "melt no." is empty', step: 'Render certificate' } },
    { key: 'test-bench-results', name: 'Test-bench results', process: 'quality', from: 'Cumulocity', to: 'Babtec QMS', tier: 2, owner: 'R. Thiel', every: { cron: '*/10 6-21 * * 1-6' }, graceS: 300, medianMs: 2400, failurePpm: 1200, businessKey: 'workOrder', steps: ['Read curves', 'Evaluate', 'Store'] },
  ],
}
