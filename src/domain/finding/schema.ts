export const SEVERITIES = ['high', 'medium', 'low'] as const
export type Severity = (typeof SEVERITIES)[number]

export const FINDING_STATUSES = ['open', 'waived', 'cleared'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** What a finding is about, besides a workflow. */
export const FINDING_SUBJECTS = ['workflow', 'version', 'change', 'connection', 'execution'] as const
