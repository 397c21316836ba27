import type { DemoPlant } from './plant'

/** One early shift, Valencia: dental devices, regulated, every lot traced. */
export const vela: DemoPlant = {
  slug: 'vela',
  name: 'Vela Dental',
  site: { slug: 'valencia', name: 'Planta Valencia', city: 'Valencia', zone: 'Europe/Madrid' },
  areas: [{ slug: 'milling', name: 'Milling', lines: [{ slug: 'cell-4', name: 'Cell 4' }] }, { slug: 'packing', name: 'Packing', lines: [{ slug: 'clean-1', name: 'Clean room 1' }] }],
  systems: [
    { kind: 'erp', name: 'Sage X3' },
    { kind: 'mes', name: 'Critical Manufacturing' },
    { kind: 'wms', name: 'Mecalux Easy WMS' },
    { kind: 'crm', name: 'HubSpot' },
    { kind: 'qms', name: 'MasterControl' },
    { kind: 'iiot', name: 'Kepware' },
    { kind: 'partner_app', name: 'Dentist portal' },
  ],
  processes: [
    { slug: 'case-intake', name: 'Case intake', portalPhrase: 'Cases from dentists arrive' },
    { slug: 'manufacturing', name: 'Manufacturing', portalPhrase: 'Milling jobs reach the cells' },
    { slug: 'device-records', name: 'Lot and device records', portalPhrase: 'Every device has its record' },
    { slug: 'invoicing', name: 'Invoices', portalPhrase: 'Invoices go out' },
  ],
  contact: { name: 'Inés Molina', email: 'i.molina@vela-dental.example' },
  workflows: [
    { key: 'case-intake', name: 'Case intake', process: 'case-intake', from: 'Dentist portal', to: 'Sage X3', tier: 1, owner: 'A. Ferrer', impact: 'Dentists see no confirmation', every: { cron: '*/10 7-20 * * 1-6' }, graceS: 300, medianMs: 4800, failurePpm: 1500, businessKey: 'case', steps: ['Fetch cases', 'Check scan files', 'Create order'], error: { class: 'FileError', message: 'STL of case 88213 is truncated', step: 'Check scan files' } },
    { key: 'scan-archive', name: 'Scan archive', process: 'case-intake', from: 'Dentist portal', to: 'MasterControl', tier: 2, owner: 'A. Ferrer', every: { cron: '40 * * * *' }, graceS: 900, medianMs: 31000, failurePpm: 2100, businessKey: 'case', steps: ['Collect', 'Hash', 'Archive'] },
    { key: 'case-status', name: 'Case status to dentists', process: 'case-intake', from: 'Sage X3', to: 'HubSpot', tier: 2, owner: 'A. Ferrer', every: { cron: '*/30 7-20 * * 1-6' }, graceS: 900, medianMs: 5600, failurePpm: 1900, businessKey: 'case', steps: ['Read changes', 'Update deals'] },
    { key: 'milling-jobs', name: 'Milling jobs', process: 'manufacturing', from: 'Sage X3', to: 'Critical Manufacturing', tier: 1, owner: 'D. Ruiz', impact: 'Cell 4 runs dry in 50 min', every: { cron: '*/15 6-20 * * 1-6' }, graceS: 420, medianMs: 7300, failurePpm: 1000, businessKey: 'case', steps: ['Nest', 'Create jobs', 'Release'], error: { class: 'NestingError', message: 'No blank of shade A3.5 in stock', step: 'Nest' } },
    { key: 'tool-life', name: 'Tool life', process: 'manufacturing', from: 'Kepware', to: 'Critical Manufacturing', tier: 3, owner: 'D. Ruiz', every: { intervalS: 900 }, graceS: 600, medianMs: 1100, failurePpm: 800, steps: ['Read counters', 'Update tools'] },
    { key: 'sinter-curves', name: 'Sinter curves', process: 'manufacturing', from: 'Kepware', to: 'MasterControl', tier: 2, owner: 'D. Ruiz', every: { cron: '20 * * * *' }, graceS: 900, medianMs: 3200, failurePpm: 1300, businessKey: 'lot', steps: ['Read curve', 'Check limits', 'Store'] },
    { key: 'lot-records', name: 'Lot and device records', process: 'device-records', from: 'Critical Manufacturing', to: 'MasterControl', tier: 1, owner: 'C. Vidal', impact: 'Devices may not ship without UDI', every: { cron: '*/15 6-21 * * 1-6' }, graceS: 600, medianMs: 9600, failurePpm: 900, businessKey: 'lot', steps: ['Read lot', 'Assign UDI', 'Sign record'], error: { class: 'SignatureError', message: 'Signing session expired', step: 'Sign record' } },
    { key: 'udi-upload', name: 'UDI upload', process: 'device-records', from: 'MasterControl', to: 'Sage X3', tier: 2, owner: 'C. Vidal', every: { cron: '0 18 * * 1-5' }, graceS: 3600, medianMs: 64000, failurePpm: 7000, steps: ['Collect', 'Validate', 'Upload'] },
    { key: 'release-labels', name: 'Release labels', process: 'device-records', from: 'MasterControl', to: 'Mecalux Easy WMS', tier: 1, owner: 'C. Vidal', impact: 'Packing stands still', every: { cron: '*/20 7-20 * * 1-6' }, graceS: 600, medianMs: 2700, failurePpm: 1100, businessKey: 'lot', steps: ['Read release', 'Print'] },
    { key: 'temperature-log', name: 'Clean-room log', process: 'device-records', from: 'Kepware', to: 'MasterControl', tier: 2, owner: 'C. Vidal', impact: 'Gap in the clean-room record', every: { intervalS: 300 }, graceS: 300, medianMs: 600, failurePpm: 400, steps: ['Read sensors', 'Store'] },
    { key: 'invoices', name: 'Invoices', process: 'invoicing', from: 'Sage X3', to: 'HubSpot', tier: 2, owner: 'E. Prats', every: { cron: '30 7-19 * * 1-5' }, graceS: 1800, medianMs: 12000, failurePpm: 2200, businessKey: 'case', steps: ['Collect', 'Render', 'Send'] },
    { key: 'dunning', name: 'Dunning', process: 'invoicing', from: 'Sage X3', to: 'HubSpot', tier: 3, owner: 'E. Prats', every: { cron: '0 9 * * 2' }, graceS: 7200, medianMs: 45000, failurePpm: 12000, steps: ['Collect overdue', 'Send reminders'] },
    { key: 'price-lists', name: 'Price lists', process: 'invoicing', from: 'Sage X3', to: 'Dentist portal', tier: 3, owner: 'E. Prats', every: { cron: '0 3 * * 1' }, graceS: 7200, medianMs: 88000, failurePpm: 9000, steps: ['Export', 'Publish'] },
  ],
}
