import { LINK_LIFE_S } from '@/domain/session/policy'
import { platformQuery } from '@/infra/db'
import { originOf } from '@/infra/public-url'
import { mailLocale } from '~/emails/_components/words'
import { signInLinkMail } from '~/emails/sign-in-link'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { pages } from './links'

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
  const face = await sealed(caller.scope, (sql) => loadFace(sql))
  const [person] = await platformQuery<{ locale: string }>('SELECT locale FROM user_account WHERE id = $1', [userId])
  const key = `sign-in/${outboxId}`
  const body = await signInLinkMail({
    brand: face.brand,
    locale: mailLocale(person?.locale ?? face.locale),
    url: pages.signIn(originOf(host), token),
    minutes: LINK_LIFE_S / 60,
  })
  const mail = { key, clientId: null, from: face.from, to: email, ...body }
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, [mail]))
  await sendStored(caller, [key])
}
