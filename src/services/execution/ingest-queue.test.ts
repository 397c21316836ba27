import { describe, expect, it } from 'vitest'
import { normalise } from '@/domain/event/normalise'
import { AppError } from '@/lib/errors'
import type { IngestItem, IngestOutcome } from './ingest-item'
import { IngestQueue } from './ingest-queue'

const AT = Date.parse('2026-11-23T10:00:00Z')
const LIMITS = { maxEvents: 1000, maxBytes: 1_000_000, batchEvents: 100, batchBytes: 10_000, inFlight: 2 }

function item(tenantId: string, id: string, data?: unknown): IngestItem {
  const event = {
    id,
    workflow: 'w',
    execution: id,
    type: 'log' as const,
    time: '2026-11-23T10:00:00Z',
    attempt: 1,
    data,
  }
  return {
    tenantId,
    clientId: 'c',
    sourceId: `source of ${tenantId}`,
    workflowId: 'w',
    normalised: { ...normalise(event, AT), canonical: 'x'.repeat(100) },
    wakes: true,
  }
}
const many = (tenantId: string, count: number, stem = 'e') =>
  Array.from({ length: count }, (_, index) => item(tenantId, `${stem}${index}`))
const accepted = (items: readonly IngestItem[]): IngestOutcome[] =>
  items.map(({ normalised }) => ({ kind: 'accepted', stored: normalised.digest }))

/** A database whose commits end when the test says so. */
class Commits {
  readonly batches: (readonly IngestItem[])[] = []
  private readonly waiting: { end(): void; fail(error: unknown): void }[] = []

  readonly commit = (items: readonly IngestItem[]) =>
    new Promise<IngestOutcome[]>((resolve, reject) => {
      this.batches.push(items)
      this.waiting.push({ end: () => resolve(accepted(items)), fail: reject })
    })

  next() {
    const one = this.waiting.shift()
    if (!one) throw new Error('no statement is running')
    return one
  }
}

/** Lets everything that is ready happen. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('IngestQueue', () => {
  it('never runs more statements than allowed; what comes meanwhile shares the next one', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, LIMITS, () => AT)
    const answers: Promise<unknown>[] = []
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      answers.push(queue.add([item('t', id)]))
      await settled()
    }
    expect(commits.batches.map(({ length }) => length)).toEqual([1, 1])
    commits.next().end()
    await settled()
    expect(commits.batches.map(({ length }) => length)).toEqual([1, 1, 3])
    commits.next().end()
    commits.next().end()
    expect(await Promise.all(answers)).toHaveLength(5)
    expect([queue.events, queue.bytes]).toEqual([0, 0])
  })

  it('requests of the same moment share a statement', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, LIMITS, () => AT)
    for (const id of ['a', 'b', 'c']) void queue.add([item('t', id)])
    await settled()
    expect(commits.batches.map(({ length }) => length)).toEqual([3])
  })

  it('tenants take turns, so a loud one does not keep the others waiting', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, { ...LIMITS, inFlight: 1 }, () => AT)
    void queue.add(many('loud', 500))
    void queue.add(many('quiet', 5))
    await settled()
    const tenants = commits.batches[0]?.map(({ tenantId }) => tenantId) ?? []
    expect(tenants.filter((tenant) => tenant === 'quiet')).toHaveLength(5)
    expect(tenants).toHaveLength(100)
  })

  it('bounds a statement by bytes', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, { ...LIMITS, batchBytes: 1_000 }, () => AT)
    void queue.add(many('t', 50))
    await settled()
    expect(commits.batches.map(({ length }) => length)).toEqual([10, 10])
  })

  it('tells senders to come back when too much waits, and forgets nothing that it took', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, { ...LIMITS, maxEvents: 10 }, () => AT)
    const first = queue.add(many('t', 8))
    await expect(queue.add(many('t', 3, 'f'))).rejects.toMatchObject({ code: 'LIMIT' })
    await settled()
    commits.next().end()
    expect(await first).toHaveLength(8)
    void queue.add(many('t', 10, 'g'))
    await settled()
    expect(commits.batches[1]).toHaveLength(10)
  })

  it('the same event twice in one statement is stored once; the copy learns what became of it', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, LIMITS, () => AT)
    const first = queue.add([item('t', 'a'), item('t', 'a'), item('t', 'a', 'other')])
    const second = queue.add([item('t', 'a')])
    await settled()
    expect(commits.batches.map(({ length }) => length)).toEqual([1])
    commits.next().end()
    expect((await first).map(({ kind }) => kind)).toEqual(['accepted', 'duplicate', 'conflict'])
    expect((await second).map(({ kind }) => kind)).toEqual(['duplicate'])
  })

  it('the same key of two tenants are two events', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, LIMITS, () => AT)
    void queue.add([item('t', 'a')])
    void queue.add([item('u', 'a')])
    await settled()
    expect(commits.batches[0]).toHaveLength(2)
  })

  it('a failed statement fails the requests in it, with all their events, and no other', async () => {
    const commits = new Commits()
    const queue = new IngestQueue(commits.commit, { ...LIMITS, inFlight: 1 }, () => AT)
    const big = queue.add(many('t', 250))
    const failed = expect(big).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await settled()
    const small = queue.add([item('u', 'a')])
    commits.next().fail(new AppError('UNAVAILABLE', 'away'))
    await failed
    await settled()
    expect(commits.batches[1]?.map(({ tenantId }) => tenantId)).toEqual(['u'])
    commits.next().end()
    expect(await small).toHaveLength(1)
    await queue.drained()
  })
})
