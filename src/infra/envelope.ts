import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Scope } from '@/domain/access/scope'
import { env } from '@/env'
import { newId } from '@/lib/ids'
import type { Sql } from './db'

/** Where a secret stands. It is authenticated with the value: moved to another row, column or partner it does not open. */
export interface SecretPlace {
  table: string
  column: string
  rowId: string
}

/** What the envelope needs of a verb's context. */
export interface EnvelopeContext {
  scope: Scope
  sql: Sql
}

interface Key {
  id: string
  bytes: Buffer
}

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** AES-256-GCM as `v1.<key id>.<iv>.<ciphertext>.<tag>`, base64url; `aad` is authenticated and not stored. */
function seal(key: Key, plain: Uint8Array, aad: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(aad))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return [VERSION, key.id, ...[iv, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
}

function keyIdOf(sealed: string): string {
  return sealed.split('.')[1] ?? ''
}

/** @throws Error when the value was altered, stands in another place, or another key sealed it. */
function open(key: Key, sealed: string, aad: string): Buffer {
  const [version, id, ...parts] = sealed.split('.')
  const [iv, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== VERSION || id !== key.id || parts.length !== 3) throw new Error('not a secret of this key')
  if (iv?.length !== IV_BYTES || !body || tag?.length !== TAG_BYTES) throw new Error('not a sealed secret')
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(aad)).setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()])
}

/** Keys that wrap data keys; the first wraps, all open. Without SECRET_KEYS one is derived from AUTH_SECRET. */
function wrappingKeys(): [Key, ...Key[]] {
  const derived: Key = {
    id: 'auth',
    bytes: Buffer.from(hkdfSync('sha256', env.AUTH_SECRET, 'envelope', VERSION, KEY_BYTES)),
  }
  const given = env.SECRET_KEYS.map(({ id, key }) => ({ id, bytes: Buffer.from(key, 'base64') }))
  const [first, ...others] = given
  return first ? [first, ...others, derived] : [derived]
}

const KEY_PLACE = 'tenant_key‖wrapped'

function placeOf(tenantId: string, { table, column, rowId }: SecretPlace): string {
  return [tenantId, table, column, rowId].join('‖')
}

interface KeyRow {
  id: string
  wrapped: string
}

function unwrap(tenantId: string, row: KeyRow): Key {
  const wrapping = wrappingKeys().find(({ id }) => id === keyIdOf(row.wrapped))
  if (!wrapping) throw new Error(`SECRET_KEYS lacks the key "${keyIdOf(row.wrapped)}" that wrapped this partner's key`)
  return { id: row.id, bytes: open(wrapping, row.wrapped, `${tenantId}‖${KEY_PLACE}‖${row.id}`) }
}

function wrap(tenantId: string, key: Key): string {
  return seal(wrappingKeys()[0], key.bytes, `${tenantId}‖${KEY_PLACE}‖${key.id}`)
}

/** The partner's data key; made with its first secret. Two makers at once: one wins, both use it. */
async function dataKey({ scope, sql }: EnvelopeContext): Promise<Key> {
  const find = () =>
    sql<KeyRow>(`SELECT k.id, k.wrapped FROM tenant_key k WHERE k.tenant_id = :tenant ORDER BY k.id DESC LIMIT 1`)
  const [known] = await find()
  if (known) return unwrap(scope.tenantId, known)
  const made: Key = { id: newId(), bytes: randomBytes(KEY_BYTES) }
  await sql(
    `INSERT INTO tenant_key (tenant_id, id, slot, wrapped, created_at, rewrapped_at)
     VALUES ($1::uuid, $2::uuid, 1, $3, now(), now()) ON CONFLICT (tenant_id, slot) DO NOTHING RETURNING id`,
    [scope.tenantId, made.id, wrap(scope.tenantId, made)],
  )
  const [row] = await find()
  if (!row) throw new Error('the partner has no data key')
  return unwrap(scope.tenantId, row)
}

/**
 * 32 bytes for one purpose, derived from the partner's data key: always the same, also after the wrapping changed.
 * Makes the data key if there is none, so the first call needs a context that may write.
 */
export async function derivedKey(ctx: EnvelopeContext, purpose: string): Promise<Buffer> {
  const { bytes } = await dataKey(ctx)
  return Buffer.from(hkdfSync('sha256', bytes, ctx.scope.tenantId, purpose, KEY_BYTES))
}

/** Seals `plain` under the partner's own key, bound to its place. */
export async function sealSecretValue(ctx: EnvelopeContext, place: SecretPlace, plain: string): Promise<string> {
  return seal(await dataKey(ctx), Buffer.from(plain, 'utf8'), placeOf(ctx.scope.tenantId, place))
}

/** @throws Error when the value was altered or moved: another partner, table, column or row. */
export async function openSecretValue(ctx: EnvelopeContext, place: SecretPlace, sealed: string): Promise<string> {
  const [row] = await ctx.sql<KeyRow>(
    `SELECT k.id, k.wrapped FROM tenant_key k WHERE k.tenant_id = :tenant AND k.id::text = $1`,
    [keyIdOf(sealed)],
  )
  if (!row) throw new Error('no key of this partner opens the secret')
  return open(unwrap(ctx.scope.tenantId, row), sealed, placeOf(ctx.scope.tenantId, place)).toString('utf8')
}

/**
 * Wraps a partner's data keys with the first of SECRET_KEYS. The sealed values stay as they are, so this is quick and
 * may run while the product works. Returns how many keys changed their wrapping.
 */
export async function rewrapKeys({ scope, sql }: EnvelopeContext): Promise<number> {
  const rows = await sql<KeyRow>(`SELECT k.id, k.wrapped FROM tenant_key k WHERE k.tenant_id = :tenant FOR UPDATE`)
  const stale = rows.filter(({ wrapped }) => keyIdOf(wrapped) !== wrappingKeys()[0].id)
  for (const row of stale) {
    await sql(
      `UPDATE tenant_key k SET wrapped = $2, rewrapped_at = now() WHERE k.tenant_id = :tenant AND k.id = $1::uuid`,
      [row.id, wrap(scope.tenantId, unwrap(scope.tenantId, row))],
    )
  }
  return stale.length
}
