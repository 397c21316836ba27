import { Client } from 'pg'
import { env } from '@/env'
import { newId } from '@/lib/ids'

type Row = Record<string, unknown>

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Rows as ingestion, roll-ups and the worker leave them, written straight into the database, so that a page's figures can be counted by hand. */
export class Plant {
  private constructor(
    private readonly db: Client,
    readonly tenantId: string,
    readonly clientId: string,
  ) {}

  static async open(tenantId: string, clientId: string): Promise<Plant> {
    const db = new Client({ connectionString: env.DATABASE_URL })
    await db.connect()
    return new Plant(db, tenantId, clientId)
  }

  close(): Promise<void> {
    return this.db.end()
  }

  /** Another client of the same partner, over the same connection. */
  of(clientId: string): Plant {
    return new Plant(this.db, this.tenantId, clientId)
  }

  /** One row of any table of a client; camelCase names are columns. */
  async insert(table: string, row: Row): Promise<void> {
    const full: Row = { tenantId: this.tenantId, clientId: this.clientId, ...row }
    const names = Object.keys(full).map(snake)
    const places = names.map((_, index) => `$${index + 1}`)
    await this.db.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(full))
  }

  /** A statement with the partner as $1, such as a forger's. */
  async raw(text: string): Promise<void> {
    await this.db.query(text, [this.tenantId])
  }

  private async withId(table: string, row: Row): Promise<string> {
    const id = newId()
    await this.insert(table, { id, ...row })
    return id
  }

  site(zone: string, row: Row = {}): Promise<string> {
    return this.withId('site', {
      slug: `s${newId().slice(-12)}`,
      name: 'Werk 1',
      city: 'Hamburg',
      zone,
      createdAt: new Date(),
      ...row,
    })
  }

  system(kind: string, name = kind.toUpperCase()): Promise<string> {
    return this.withId('system', { kind, name })
  }

  process(siteId: string, name: string, position = 0): Promise<string> {
    return this.withId('process', { siteId, slug: `p${newId().slice(-12)}`, name, portalPhrase: name, position })
  }

  workflow(row: Row = {}): Promise<string> {
    const key = `wf-${newId().slice(-12)}`
    return this.withId('workflow', { key, name: key, lifecycle: 'live', tier: 1, createdAt: new Date(), ...row })
  }

  state(workflowId: string, row: Row): Promise<void> {
    return this.insert('workflow_state', { workflowId, runs: 0, ...row })
  }

  source(): Promise<string> {
    return this.withId('source', { kind: 'api', name: 'n8n', createdAt: new Date() })
  }

  async rule(workflowId: string, state: Row, row: Row = {}): Promise<string> {
    const created = { kind: 'cron', cron: '*/15 * * * *', zone: 'Europe/Berlin', graceS: 300, createdAt: new Date() }
    const id = await this.withId('expectation', { workflowId, ...created, ...row })
    await this.insert('expectation_state', {
      expectationId: id,
      workflowId,
      since: new Date(),
      seq: 1,
      version: 1,
      ...state,
    })
    return id
  }

  minute(workflowId: string, minute: Date, counts: Row): Promise<void> {
    return this.insert('rollup_minute', {
      workflowId,
      minute,
      succeeded: 0,
      failed: 0,
      cancelled: 0,
      durationMsSum: 0,
      dirty: false,
      ...counts,
    })
  }

  day(workflowId: string, day: string, counts: Row): Promise<void> {
    return this.insert('rollup_day', {
      workflowId,
      day,
      succeeded: 0,
      failed: 0,
      cancelled: 0,
      durationMsSum: 0,
      ...counts,
    })
  }

  async run(workflowId: string, anchorAt: Date, row: Row = {}): Promise<string> {
    const id = newId(anchorAt)
    const ended = {
      status: 'succeeded',
      statusAt: anchorAt,
      statusKey: id,
      startedAt: anchorAt,
      endedAt: anchorAt,
      durationMs: 1000,
    }
    await this.insert('execution', {
      id,
      anchorAt,
      workflowId,
      sourceId: newId(),
      runKey: `run-${id.slice(-8)}`,
      attempt: 1,
      ...ended,
      ...row,
    })
    return id
  }

  event(
    run: { workflowId: string; executionId: string },
    type: string,
    occurredAt: Date,
    payload: Row = {},
  ): Promise<string> {
    return this.withId('event_log', {
      ...run,
      receivedAt: occurredAt,
      sourceId: newId(),
      key: newId(),
      type,
      occurredAt,
      clockSkew: false,
      payload: JSON.stringify({ type, ...payload }),
    })
  }

  transition(workflowId: string, subjectId: string, row: Row): Promise<string> {
    return this.withId('transition', {
      workflowId,
      subjectKind: 'expectation',
      subjectId,
      recordedAt: new Date(),
      cause: '{"reason":"missed"}',
      ...row,
    })
  }

  incident(workflowId: string, number: number, row: Row = {}): Promise<string> {
    const now = new Date()
    const open = {
      kind: 'failed',
      title: `Incident ${number}`,
      impact: 50,
      status: 'open',
      openedAt: now,
      detectedAt: now,
      lastAt: now,
    }
    return this.withId('incident', { workflowId, number, causeKey: `cause-${number}`, ...open, ...row })
  }
}

/** Statements that `work` sends, opening and closing of its transaction left out. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const original = Client.prototype.query
  let count = 0
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : ''
    if (!/^(BEGIN|COMMIT|ROLLBACK|SELECT set_config)/.test(text)) count++
    return Reflect.apply(original, this, args)
  } as typeof original
  try {
    await work()
  } finally {
    Client.prototype.query = original
  }
  return count
}
