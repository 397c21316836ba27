/** What goes wrong in the demo, in minutes after its start: the things a visitor should see. */
export interface Scene {
  workflow: string
  fromMin: number
  toMin: number
  what: 'fails' | 'silent'
}

const CYCLE_MIN = 45

const SCENES: readonly Scene[] = [
  { workflow: 'asn-outbound', fromMin: 1.5, toMin: 9, what: 'fails' },
  { workflow: 'quality-hold-release', fromMin: 3, toMin: 14, what: 'silent' },
  // One ERP, two alarms, one incident: a group under one head.
  { workflow: 'order-release', fromMin: 10, toMin: 27, what: 'fails' },
  { workflow: 'work-order-feedback', fromMin: 10, toMin: 27, what: 'fails' },
  { workflow: 'carrier-status', fromMin: 24, toMin: 40, what: 'fails' },
]

/** The scene a workflow is in; the story starts over every 45 minutes. */
export function sceneOf(workflow: string, elapsedMs: number): Scene['what'] | null {
  const minute = (elapsedMs / 60_000) % CYCLE_MIN
  return (
    SCENES.find((scene) => scene.workflow === workflow && minute >= scene.fromMin && minute < scene.toMin)?.what ?? null
  )
}

/** The ERP stops answering: everything that needs it fails at once, again and again, and comes back together. */
const STORM = {
  fromMin: 5,
  toMin: 8,
  everyMs: 10_000,
  error: { class: 'ConnectTimeout', message: 'SAP S/4HANA does not accept connections', step: 'Open RFC connection' },
  workflows: ['order-release', 'order-changes', 'work-order-feedback', 'scrap-postings', 'goods-issue', 'invoices-out'],
} as const

type StormError = typeof STORM.error

/** One more try of a workflow in the storm; without an error it is the first that works again. */
interface StormRun {
  at: Date
  error: StormError | null
}

/** Tries of a workflow in the storm between two moments (the first belongs to them, the second does not), in milliseconds of the clock. */
export function stormRuns(workflow: string, span: { from: number; to: number; startedAt: number }): StormRun[] {
  if (!STORM.workflows.some((key) => key === workflow)) return []
  const runs: StormRun[] = []
  const step = STORM.everyMs
  const first = Math.ceil((span.from - span.startedAt) / step) * step
  for (let elapsed = first; elapsed < span.to - span.startedAt; elapsed += step) {
    const minute = (elapsed / 60_000) % CYCLE_MIN
    if (minute < STORM.fromMin || minute > STORM.toMin) continue
    runs.push({ at: new Date(span.startedAt + elapsed), error: minute < STORM.toMin ? STORM.error : null })
  }
  return runs
}
