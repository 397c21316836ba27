/** Words of the audit trail. */
export const audit = {
  title: 'Audit trail',
  sentence: 'Who changed what, and when. Each entry carries the fingerprint of the one before it.',
  verdictOk: {
    one: 'The 1 entry shown is as written, unbroken from {from} to {to}.',
    other: 'The {count} entries shown are as written, unbroken from {from} to {to}.',
  },
  verdictBad: {
    gap: 'Entry {seq} is missing.',
    link_broken: 'Entry {seq} does not follow the entry before it.',
    content_altered: 'Entry {seq} was altered after it was written.',
  },
  verdictNone:
    'The filter leaves gaps, so the chain cannot be checked on this page. Clear it, or check the whole chain.',
  verify: 'Check the whole chain',
  verifying: 'Checked {done} of {total} entries',
  verifiedNone: 'The trail is empty.',
  verified: {
    one: 'The 1 entry is as written; it meets the recorded end.',
    other: 'All {count} entries are as written; the last meets the recorded end.',
  },
  verifiedHead: 'Fingerprint of entry {seq}',
  columns: { seq: 'No.', at: 'Time', actor: 'Who', action: 'What', subject: 'On', client: 'Client', change: 'Change' },
  actorKinds: { user: 'person', key: 'key', system: 'system', visitor: 'visitor' },
  filters: { actor: 'Who', action: 'What', client: 'Client', from: 'From', to: 'To, inclusive', all: 'All' },
  before: 'before',
  after: 'after',
  nothing: 'nothing',
  reason: 'Reason: {reason}',
  hash: 'Fingerprint',
  details: 'Details of entry {seq}',
  request: 'Request',
  times: 'Your time, {zone}',
  emptyTitle: 'Nothing has been changed yet',
  emptyHint: 'Every change that a person, a key or the system makes leaves an entry here.',
  noMatchTitle: 'No entry matches',
  noMatchHint: 'Loosen a filter, or clear them all.',
} as const
