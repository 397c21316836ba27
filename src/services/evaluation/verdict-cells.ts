import { Columns } from './verdict-columns'

export interface StateCells {
  expectation_id: string
  version: number
  status: string
  since: Date
  due_at: Date | null
  started_at: Date | null
  last_met_at: Date | null
  next_check_at: Date | null
  seq: number
  open_runs: string
  alarm: string
}

export const STATES = new Columns<StateCells>(
  'x',
  [
    ['expectation_id', 'uuid', 'uuid'],
    ['version', 'int4', 'int4'],
    ['status', 'expectation_status', 'text'],
    ['since', 'timestamptz', 'timestamptz'],
    ['due_at', 'timestamptz', 'timestamptz'],
    ['started_at', 'timestamptz', 'timestamptz'],
    ['last_met_at', 'timestamptz', 'timestamptz'],
    ['next_check_at', 'timestamptz', 'timestamptz'],
    ['seq', 'int4', 'int4'],
    ['open_runs', 'jsonb', 'jsonb'],
    ['alarm', 'jsonb', 'jsonb'],
  ],
  5,
)

export interface TransitionCells {
  id: string
  client_id: string
  workflow_id: string
  subject_id: string
  seq: number
  from_state: string
  to_state: string
  at: Date
  cause: string
}

export const TRANSITIONS = new Columns<TransitionCells>(
  'x',
  [
    ['id', 'uuid', 'uuid'],
    ['client_id', 'uuid', 'uuid'],
    ['workflow_id', 'uuid', 'uuid'],
    ['subject_id', 'uuid', 'uuid'],
    ['seq', 'int4', 'int4'],
    ['from_state', 'text', 'text'],
    ['to_state', 'text', 'text'],
    ['at', 'timestamptz', 'timestamptz'],
    ['cause', 'jsonb', 'jsonb'],
  ],
  STATES.next,
)

export interface OutboxCells {
  id: string
  topic: string
  incident_id: string
  payload: string
  not_before: Date
}

export const TOLD = new Columns<OutboxCells>(
  'x',
  [
    ['id', 'uuid', 'uuid'],
    ['topic', 'text', 'text'],
    ['incident_id', 'uuid', 'uuid'],
    ['payload', 'jsonb', 'jsonb'],
    ['not_before', 'timestamptz', 'timestamptz'],
  ],
  TRANSITIONS.next,
)

export interface OpenedCells {
  id: string
  before_last: number
  client_id: string
  site_id: string | null
  workflow_id: string
  expectation_id: string | null
  execution_id: string | null
  cause_key: string
  kind: string
  title: string
  impact: number
  impact_note: string | null
  status: string
  occurrences: number
  opened_at: Date
  last_at: Date
  resolved_at: Date | null
  resolved_by: string | null
  resolution: string | null
}

export const OPENED = new Columns<OpenedCells>(
  'x',
  [
    ['id', 'uuid', 'uuid'],
    ['before_last', 'int4', 'int4'],
    ['client_id', 'uuid', 'uuid'],
    ['site_id', 'uuid', 'uuid'],
    ['workflow_id', 'uuid', 'uuid'],
    ['expectation_id', 'uuid', 'uuid'],
    ['execution_id', 'uuid', 'uuid'],
    ['cause_key', 'text', 'text'],
    ['kind', 'incident_kind', 'text'],
    ['title', 'text', 'text'],
    ['impact', 'int4', 'int4'],
    ['impact_note', 'text', 'text'],
    ['status', 'incident_status', 'text'],
    ['occurrences', 'int4', 'int4'],
    ['opened_at', 'timestamptz', 'timestamptz'],
    ['last_at', 'timestamptz', 'timestamptz'],
    ['resolved_at', 'timestamptz', 'timestamptz'],
    ['resolved_by', 'text', 'text'],
    ['resolution', 'text', 'text'],
  ],
  TOLD.next,
)
