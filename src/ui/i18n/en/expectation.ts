/** Words of the list of expectations. */
export const expectation = {
  title: 'Expectations',
  sentence: {
    broken: { one: '1 expectation is late or missed.', other: '{count} expectations are late or missed.' },
    keptNone: 'No expectation yet.',
    kept: { one: 'The 1 expectation is kept.', other: 'All {count} expectations are kept.' },
    unwatched: {
      one: '1 live workflow has none: its silence would not be noticed.',
      other: '{count} live workflows have none: their silence would not be noticed.',
    },
  },
  columns: {
    state: 'State',
    workflow: 'Workflow',
    client: 'Client',
    schedule: 'Expected',
    due: 'Due',
    since: 'In this state since',
    met: 'Last met',
  },
  statuses: { new: 'Waiting', on_time: 'On time', started: 'Running', late: 'Late', down: 'Missed', paused: 'Paused' },
  filters: { client: 'Client', status: 'State', all: 'All' },
  never: 'never',
  emptyTitle: 'Nothing is expected yet',
  emptyHint:
    'Say when a workflow should run; from then on its silence is noticed. Open a workflow and add an expectation.',
  emptyAction: 'Open the workflows',
  noMatchTitle: 'No expectation matches',
  noMatchHint: 'Loosen a filter, or clear them all.',
  reasons: {
    due: 'was due at {due}',
    missed: 'no success by the end of the grace; due {due}',
    overrun: 'a run took too long',
    started: 'a run began',
    succeeded: 'a run succeeded',
    failed: 'a run failed',
    paused: 'paused',
    resumed: 'resumed',
    changed: 'the rule was changed',
  },
  change: '{from} to {to}',
  recordedLater: 'noticed {duration} later',
} as const
