import type { DemoPlant } from './plant'

/** Two shifts, Milwaukee: grey-iron castings; quality holds gate the pour line. */
export const lakeshore: DemoPlant = {
  slug: 'lakeshore',
  name: 'Lakeshore Castings',
  site: { slug: 'milwaukee', name: 'Milwaukee foundry', city: 'Milwaukee', zone: 'America/Chicago' },
  areas: [
    { slug: 'melt', name: 'Melt', lines: [{ slug: 'furnace-a', name: 'Furnace A' }, { slug: 'furnace-b', name: 'Furnace B' }] },
    { slug: 'pour', name: 'Pouring', lines: [{ slug: 'pour-2', name: 'Pour line 2' }] },
  ],
  systems: [
    { kind: 'erp', name: 'Infor CloudSuite' },
    { kind: 'mes', name: 'Plex MES' },
    { kind: 'wms', name: 'Körber WMS' },
    { kind: 'crm', name: 'Salesforce' },
    { kind: 'qms', name: 'ETQ Reliance' },
    { kind: 'iiot', name: 'Ignition' },
    { kind: 'partner_app', name: 'Supplier mail inbox' },
  ],
  processes: [
    { slug: 'melt-plan', name: 'Melt plan', portalPhrase: 'The melt plan reaches the furnaces' },
    { slug: 'quality-hold', name: 'Quality hold release', portalPhrase: 'Quality holds are released' },
    { slug: 'pour-records', name: 'Pour records', portalPhrase: 'Pours are recorded' },
    { slug: 'supply', name: 'Supply', portalPhrase: 'Suppliers confirm on time' },
    { slug: 'shipping', name: 'Shipping', portalPhrase: 'Castings ship with papers' },
  ],
  contact: { name: 'Dana Whitfield', email: 'd.whitfield@lakeshore-castings.example' },
  workflows: [
    { key: 'melt-plan', name: 'Melt plan', process: 'melt-plan', from: 'Infor CloudSuite', to: 'Plex MES', tier: 1, owner: 'T. Nowak', impact: 'Furnace A idles at the next charge', every: { cron: '0,30 * * * *' }, graceS: 600, medianMs: 14200, failurePpm: 700, businessKey: 'order', steps: ['Read demand', 'Sequence heats', 'Send plan'], error: { class: 'PlanConflict', message: 'Heat 2291 is scheduled twice', step: 'Sequence heats' } },
    { key: 'charge-recipe', name: 'Charge recipes', process: 'melt-plan', from: 'Plex MES', to: 'Ignition', tier: 1, owner: 'T. Nowak', impact: 'The charge crane has no recipe', every: { cron: '*/20 6-22 * * 1-6' }, graceS: 300, medianMs: 1900, failurePpm: 900, steps: ['Read heat', 'Write tags', 'Read back'] },
    { key: 'alloy-prices', name: 'Alloy prices', process: 'melt-plan', from: 'Supplier mail inbox', to: 'Infor CloudSuite', tier: 3, owner: 'P. Hoang', every: { cron: '15 6 * * 1-5' }, graceS: 3600, medianMs: 58000, failurePpm: 9000, steps: ['Read mail', 'Parse sheet', 'Update prices'], error: { class: 'ParseError', message: 'Column "Ni surcharge" not found', step: 'Parse sheet' } },
    { key: 'quality-hold-release', name: 'Quality hold release', process: 'quality-hold', from: 'ETQ Reliance', to: 'Plex MES', tier: 1, owner: 'Mara Lindqvist', impact: '3 heats wait; pour line 2 starves at 10:30', every: { intervalS: 180 }, graceS: 120, medianMs: 6400, failurePpm: 1400, businessKey: 'hold', steps: ['Read decisions', 'Match heats', 'Release in MES', 'Confirm'], error: { class: 'HttpError', message: '504 Gateway Timeout from ETQ', step: 'Read decisions' } },
    { key: 'spectro-results', name: 'Spectrometer results', process: 'quality-hold', from: 'Ignition', to: 'ETQ Reliance', tier: 1, owner: 'Mara Lindqvist', impact: 'Samples wait in the lab', every: { cron: '*/10 * * * *' }, graceS: 240, medianMs: 1500, failurePpm: 800, businessKey: 'lot', steps: ['Read sample', 'Compare limits', 'Store'] },
    { key: 'ncr-sync', name: 'Non-conformance sync', process: 'quality-hold', from: 'ETQ Reliance', to: 'Infor CloudSuite', tier: 2, owner: 'Mara Lindqvist', every: { cron: '25 * * * 1-6' }, graceS: 900, medianMs: 9900, failurePpm: 2100, businessKey: 'hold', steps: ['Read NCRs', 'Post cost'] },
    { key: 'pour-records', name: 'Pour records', process: 'pour-records', from: 'Ignition', to: 'ETQ Reliance', tier: 1, owner: 'T. Nowak', impact: 'Castings cannot be traced to a heat', every: { cron: '*/10 * * * *' }, graceS: 300, medianMs: 2100, failurePpm: 600, businessKey: 'lot', steps: ['Read pour', 'Attach heat', 'Store record'] },
    { key: 'mold-counts', name: 'Mold counts', process: 'pour-records', from: 'Ignition', to: 'Plex MES', tier: 2, owner: 'T. Nowak', every: { intervalS: 600 }, graceS: 300, medianMs: 800, failurePpm: 500, steps: ['Read counters', 'Post'] },
    { key: 'energy-log', name: 'Energy log', process: 'pour-records', from: 'Ignition', to: 'Infor CloudSuite', tier: 3, owner: 'P. Hoang', every: { cron: '45 23 * * *' }, graceS: 3600, medianMs: 77000, failurePpm: 8000, steps: ['Read meters', 'Aggregate', 'Post'] },
    { key: 'supplier-confirmations', name: 'Supplier confirmations', process: 'supply', from: 'Supplier mail inbox', to: 'Infor CloudSuite', tier: 2, owner: 'Mara Lindqvist', impact: 'No order affected before Friday', every: { cron: '0 * * * *' }, graceS: 1800, medianMs: 26000, failurePpm: 5200, businessKey: 'order', steps: ['Read mail', 'Extract confirmation', 'Match purchase order', 'Update date'], error: { class: 'MatchError', message: 'PO 45001877 not found', step: 'Match purchase order' } },
    { key: 'scrap-buy', name: 'Scrap purchase lots', process: 'supply', from: 'Infor CloudSuite', to: 'Körber WMS', tier: 3, owner: 'P. Hoang', every: { cron: '0 5,13 * * 1-6' }, graceS: 1800, medianMs: 18000, failurePpm: 4000, steps: ['Read lots', 'Announce'] },
    { key: 'ship-papers', name: 'Shipping papers', process: 'shipping', from: 'Körber WMS', to: 'Salesforce', tier: 2, owner: 'L. Ortiz', impact: 'Truck waits at gate 2', every: { cron: '*/30 6-22 * * 1-6' }, graceS: 900, medianMs: 17400, failurePpm: 1800, businessKey: 'delivery', steps: ['Read loads', 'Render papers', 'Attach'] },
    { key: 'customer-asn', name: 'Customer ASN', process: 'shipping', from: 'Körber WMS', to: 'Salesforce', tier: 1, owner: 'L. Ortiz', impact: 'Customer charges a missing-ASN fee', every: { cron: '*/20 6-22 * * 1-6' }, graceS: 600, medianMs: 7700, failurePpm: 1500, businessKey: 'delivery', steps: ['Read loads', 'Map 856', 'Send'] },
  ],
}
