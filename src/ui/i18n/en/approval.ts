/** Words of decisions: mails, the box in which people decide, refusals. */
export const approval = {
  mail: {
    button: 'Open',
    footer: 'You decide in the console. Who asked for it, or wrote it, cannot decide about it.',
    said: '{decider}: “{reason}”',
    subject: {
      asked: '{client}: please decide · {title}',
      escalated: '{client}: escalated to you · {title}',
      approved: '{client}: approved · {title}',
      rejected: '{client}: rejected · {title}',
      expired: '{client}: not decided in time · {title}',
      voided: '{client}: void after an edit · {title}',
      withdrawn: '{client}: withdrawn · {title}',
      open: '{client}: {title}: one more yes',
    },
    lead: {
      asked: '{requester} asks for a decision about {client}. It needs {quorum} and waits until {until}.',
      escalated:
        'Nobody decided in time about what {requester} asked for {client}. An owner decides now, until {until}.',
      approved: 'What {requester} asked for {client} is approved.',
      rejected: 'What {requester} asked for {client} is rejected.',
      expired: 'Nobody decided in time about what {requester} asked for {client}, so it is denied.',
      voided: 'What {requester} asked for {client} was edited. Earlier decisions count no longer.',
      withdrawn: '{requester} has withdrawn what was asked for {client}.',
      open: 'What {requester} asked for {client} has {given} of {quorum}.',
    },
  },
} as const
