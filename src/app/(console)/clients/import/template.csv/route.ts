import { requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { csvResponse, toCsv } from '../../../_lib/csv'

const HEADINGS = {
  en: ['client', 'site', 'city', 'zone', 'area', 'line', 'system', 'system kind', 'workflow', 'key', 'tier'],
  de: ['Kunde', 'Werk', 'Stadt', 'Zeitzone', 'Bereich', 'Linie', 'System', 'Systemart', 'Workflow', 'Key', 'Stufe'],
}
const ROWS = {
  en: [
    [
      'Lakeshore Castings',
      'Plant 1',
      'Chicago',
      'America/Chicago',
      'Foundry',
      'Line A',
      'ERP',
      'erp',
      'Order release',
      'order-release',
      '1',
    ],
    ['Lakeshore Castings', 'Plant 1', '', '', 'Foundry', 'Line B', 'ERP', '', 'Stock export', 'stock-export', '3'],
  ],
  de: [
    [
      'Brückner Pumpen',
      'Werk 1',
      'Köln',
      'Europe/Berlin',
      'Montage',
      'Linie A',
      'ERP',
      'erp',
      'Auftragsfreigabe',
      'order-release',
      '1',
    ],
    ['Brückner Pumpen', 'Werk 1', '', '', 'Montage', 'Linie B', 'ERP', '', 'Bestandsexport', 'stock-export', '3'],
  ],
}

/** The headings with two rows to write over. */
export async function GET(): Promise<Response> {
  await requireSession()
  const { locale, m } = await viewer()
  const language = locale === 'de' ? 'de' : 'en'
  return csvResponse(m.clientImport.title, toCsv(HEADINGS[language], ROWS[language]))
}
