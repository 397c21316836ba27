import { z } from 'zod'
import { type PackFacts, packOf } from '@/domain/proof/pack'
import { own } from '@/infra/db'
import { storage } from '@/infra/storage'
import { sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { liveKey, lockCheckpoints } from '../checkpoint/key'
import { takeCheckpoint } from '../checkpoint/take'
import type { Caller } from '../context'
import { mutation, unchanged } from '../define'
import { sealed } from '../effect/sealed'
import { STEPS } from './build'
import { collectPack, type PackContent, type PackSubject } from './collect'
import { loadFrozen } from './month'
import { readmeOf } from './readme'
import { packPath } from './store'
import { coveringCheckpoint } from './trail'
import { verdictOn, verifierText } from './verifier'

interface Asked extends PackSubject {
  status: string
}

async function loadAsked(caller: Caller, packId: string): Promise<Asked> {
  const [row] = await sealed(caller.scope, (sql) =>
    sql<Asked>(
      `SELECT e.client_id AS "clientId", e.month, e.revision, e.status FROM evidence_pack e WHERE e.tenant_id = :tenant AND e.id = $1`,
      [packId],
    ),
  )
  if (!row) throw notFound('pack')
  return row
}

/** The checkpoint it rests on: the first that covers the freeze; made now when none does. */
async function anchorOf(caller: Caller, subject: PackSubject): Promise<number> {
  const find = () =>
    sealed(caller.scope, async (sql) =>
      coveringCheckpoint(sql, subject.clientId, (await loadFrozen(sql, subject)).asOf),
    )
  const standing = await find()
  if (standing !== null) return standing
  await takeCheckpoint(caller, { cause: 'pack' })
  const made = await find()
  if (made === null) throw new AppError('CONFLICT', 'No checkpoint covers the month yet.')
  return made
}

function tell(caller: Caller, packId: string, done: number): Promise<unknown> {
  return sealed(caller.scope, (sql) =>
    sql(`UPDATE evidence_pack e SET done = $2::int, status = 'building' WHERE e.tenant_id = :tenant AND e.id = $1`, [
      packId,
      done,
    ]),
  )
}

const FinishInput = z.strictObject({ packId: zId, content: z.custom<PackContent>(), subject: z.custom<PackSubject>() })

/** Signs what was collected, has the verifier that people are given check it, and keeps it. What it refuses is not kept. */
const finishPack = mutation(
  { action: 'pack.finish', can: 'system', input: FinishInput },
  async (ctx, { packId, content, subject }) => {
    const { tenantId } = ctx.scope
    await lockCheckpoints(ctx)
    const key = await liveKey(ctx)
    const { anchor, frozen, files } = content
    const partner = await ctx.tx.partner.findFirstOrThrow({ where: own(ctx) })
    const client = await ctx.tx.client.findFirstOrThrow({ where: { ...own(ctx), id: subject.clientId } })
    const checkpoint = { number: anchor.number, digest: anchor.digest }
    const { month, revision } = subject
    const about = { month, revision, checkpoint }
    const facts: PackFacts = { partner: tenantId, client: client.id, asOf: frozen.asOf.toISOString(), ...about }
    const words = { ...about, partner: partner.name, client: client.name, asOf: frozen.asOf }
    const all = [
      { name: 'README.txt', content: readmeOf({ ...words, fingerprint: key.fingerprint }) },
      ...files,
      { name: 'verify-pack.mjs', content: await verifierText() },
    ]
    const bytes = packOf(facts, all, key)
    const verdict = await verdictOn(bytes)
    if (!verdict.ok)
      throw new AppError(
        'INVALID',
        `The pack does not verify: ${verdict.why} (${verdict.section}, row ${verdict.row}).`,
      )
    const digest = sha256(bytes)
    await storage().put(packPath(tenantId, digest), bytes)
    await ctx.tx.evidencePack.updateMany({
      where: { ...own(ctx), id: packId },
      data: {
        ...{ status: 'ready', done: STEPS, problem: null, builtAt: ctx.now },
        ...{ sha256: digest, bytes: bytes.length, checkpointNumber: anchor.number },
      },
    })
    return unchanged({ sha256: digest, bytes: bytes.length }, 'asking for it was recorded')
  },
)

async function assemble(caller: Caller, packId: string, subject: PackSubject): Promise<void> {
  const checkpoint = await anchorOf(caller, subject)
  let done = 0
  const step = async () => {
    done += 1
    await tell(caller, packId, done)
  }
  const content = await sealed(caller.scope, (sql) => collectPack(sql, { ...subject, checkpoint }, step))
  await finishPack(caller, { packId, content, subject })
}

/** Builds a requested pack; safe to repeat. What goes wrong stands at the pack, for the person who waits for it. */
export async function assemblePack(caller: Caller, { packId }: { packId: string }): Promise<void> {
  const subject = await loadAsked(caller, packId)
  if (subject.status === 'ready') return
  try {
    await assemble(caller, packId, subject)
  } catch (error) {
    const problem = error instanceof AppError ? error.message : 'Something went wrong on our side. It is tried again.'
    await sealed(caller.scope, (sql) =>
      sql(`UPDATE evidence_pack e SET status = 'failed', problem = $2 WHERE e.tenant_id = :tenant AND e.id = $1`, [
        packId,
        problem.slice(0, 500),
      ]),
    )
    throw error
  }
}
