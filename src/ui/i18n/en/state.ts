/** One word for each shape. */
export const state = {
  ok: 'Fine',
  running: 'Running',
  late: 'Late',
  down: 'Down',
  excused: 'Excused',
  unknown: 'Unknown',
  new: 'New',
  paused: 'Paused',
  duplicate: 'Duplicate',
  awaiting: 'Awaiting approval',
  counting: 'Counting',
  resolved: 'Resolved',
} as const
