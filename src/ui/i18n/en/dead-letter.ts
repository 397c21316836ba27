/** Words of the events that were kept aside. */
export const deadLetter = {
  title: 'Dead letters',
  sentence: 'Events that could not be taken in. Their neighbours were; these wait here, whole, until somebody looks.',
  columns: { state: 'State', event: 'Event', source: 'Source', received: 'Received', reason: 'Why', actions: '' },
  open: 'Waits',
  settled: 'Taken in',
  thereAlready: 'Was there already',
  tried: { one: 'tried once, by {name}', other: 'tried {count} times, last by {name}' },
  hidden: 'also holds {names}',
  retry: 'Send again',
  retryAll: 'Send all again',
  look: 'Open',
  title2: 'Send again',
  many: {
    one: '1 event goes the normal way in, with its own key.',
    other: '{count} events go the normal way in, with their own keys.',
  },
  reason: 'Why',
  reasonHint: 'It stands in the audit trail.',
  content: 'Content',
  contentHint:
    'Change it if the sender’s mistake is plain. That you looked, and what you send, is recorded by its hash.',
  cancel: 'Cancel',
  send: 'Send',
  outcome: {
    one: '1 taken in or there already, {failed} refused.',
    other: '{count} taken in or there already, {failed} refused.',
  },
  emptyTitle: 'Nothing was kept aside',
  emptyHint: 'An event that the database refuses is kept here with its reason; the sender is told.',
} as const
