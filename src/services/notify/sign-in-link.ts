import { LINK_LIFE_S } from '@/domain/session/policy'
import { platformQuery, type Sql } from '@/infra/db'
import { senderOf } from '@/infra/mailer'
import { originOf } from '@/infra/public-url'
import { notFound } from '@/lib/errors'
import { mailBrand } from '~/emails/_components/brand'
import { mailLocale } from '~/emails/_components/words'
import { signInLinkMail } from '~/emails/sign-in-link'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { pages } from './links'

interface PartnerFace {
  brandName: string
  brandColor: string
  mailFrom: string | null
  locale: string
}

/** How the partner shows itself in mails. */
export async function loadFace(sql: Sql): Promise<PartnerFace> {
  const [face] = await sql<PartnerFace>(
    `SELECT p.brand_name AS "brandName", p.brand_color AS "brandColor", p.mail_from AS "mailFrom", p.locale FROM partner p WHERE p.tenant_id = :tenant`,
  )
  if (!face) throw notFound('partner')
  return face
}

interface SignInRequest {
  userId: string
  email: string
  token: string
  /** the partner's stored host */
  host: string
  outboxId: string
}

/** Mails a personal sign-in link, once per request. */
export async function notifySignIn(
  caller: Caller,
  { userId, email, token, host, outboxId }: SignInRequest,
): Promise<void> {
  const face = await sealed(caller.scope, loadFace)
  const [person] = await platformQuery<{ locale: string }>('SELECT locale FROM user_account WHERE id = $1', [userId])
  const key = `sign-in/${outboxId}`
  const body = await signInLinkMail({
    brand: mailBrand(face.brandName, face.brandColor),
    locale: mailLocale(person?.locale ?? face.locale),
    url: pages.signIn(originOf(host), token),
    minutes: LINK_LIFE_S / 60,
  })
  const mail = { key, clientId: null, from: senderOf(face.brandName, face.mailFrom), to: email, ...body }
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, [mail]))
  await sendStored(caller, [key])
}
