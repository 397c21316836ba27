import { buildReport } from '@/domain/report/build'
import { setPages } from '@/infra/pdf/compile'
import { reportFacts } from '@/testing/report'
import { composeReport } from '@/ui/report/compose'
import { pageFiles } from '@/ui/report/pages'

export interface ReportBench {
  pages: number
  bytes: number
  /** the best of several, all threads of this process: what a report costs when nothing else runs */
  cpuMs: number
  isSame: boolean
}

const AT = new Date('2026-11-02T09:00:00Z')
const ROUNDS = 5

/** B14: a month of 500 workflows and 12 promises with their charts, from facts to bytes, several times. */
export async function measureReport(): Promise<ReportBench> {
  const facts = reportFacts({ workflows: 500, promises: 12, incidents: 24 })
  const words = { note: 'One decision is asked of you.', risks: [], actions: [] }
  const once = async () => {
    const before = process.cpuUsage()
    const doc = composeReport({ model: buildReport(facts), words, released: { at: AT, by: 'Carl' } }, 'en')
    const face = { name: 'Nordlicht', color: '#0e545e', isWordmark: false }
    const pdf = await setPages(pageFiles(doc, face, { logo: null, at: AT }), AT)
    const { user, system } = process.cpuUsage(before)
    return { pdf, cpuMs: (user + system) / 1000 }
  }
  const first = await once()
  const rest = []
  for (let i = 1; i < ROUNDS; i++) rest.push(await once())
  return {
    ...{ pages: first.pdf.pages, bytes: first.pdf.bytes.length },
    cpuMs: Math.min(...rest.map(({ cpuMs }) => cpuMs)),
    isSame: rest.every(({ pdf }) => pdf.bytes.equals(first.pdf.bytes)),
  }
}
