import type { Sql } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { mailLocale } from '~/emails/_components/words'
import { checkpointMail } from '~/emails/checkpoint'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'

interface Row {
  size: string
  digest: string
  body: string
  signature: string
  fingerprint: string
  mailTo: string[]
}

const READ = `
SELECT c.size::text AS size, c.digest, c.body, c.signature, k.fingerprint,
  coalesce((SELECT s.mail_to FROM proof_setting s WHERE s.tenant_id = :tenant), '{}') AS "mailTo"
FROM audit_checkpoint c JOIN signing_key k ON k.tenant_id = c.tenant_id AND k.id = c.key_id
WHERE c.tenant_id = :tenant AND c.number = $1`

async function load(sql: Sql, number: number) {
  const [row] = await sql<Row>(READ, [number])
  if (!row) throw notFound('checkpoint')
  return { row, face: await loadFace(sql) }
}

/** Mails a checkpoint to its keepers, once per address: from then on it lies where nobody here can alter it. */
export async function notifyCheckpoint(caller: Caller, { number }: { number: number }): Promise<void> {
  const { row, face } = await sealed(caller.scope, (sql) => load(sql, number))
  const { mailTo, size, ...facts } = row
  if (mailTo.length === 0) return
  const body = await checkpointMail({
    brand: face.brand,
    locale: mailLocale(face.locale),
    number,
    size: Number(size),
    ...facts,
  })
  const { from } = face
  const mails = mailTo.map((to) => ({ key: `checkpoint/${number}/${to}`, clientId: null, from, to, ...body }))
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, mails))
  await sendStored(
    caller,
    mails.map(({ key }) => key),
  )
}
