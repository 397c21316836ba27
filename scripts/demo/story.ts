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
