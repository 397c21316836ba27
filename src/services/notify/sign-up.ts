import { SIGN_UP_LIFE_S } from '@/domain/onboarding/sign-up'
import { hasMailProvider, senderOf, sendMail } from '@/infra/mailer'
import { platformOrigin } from '@/infra/public-url'
import type { MailBody } from '~/emails/_components/body'
import type { MailLocale } from '~/emails/_components/words'
import { signUpMail } from '~/emails/sign-up'

/** The mail that proves an address before a partner exists: no partner's mailbox can hold it. */
export function writeSignUpMail(asked: { partnerName: string; locale: MailLocale; token: string }): Promise<MailBody> {
  const { partnerName: partner, locale, token } = asked
  return signUpMail({ locale, partner, url: `${platformOrigin()}/sign-up/${token}`, hours: SIGN_UP_LIFE_S / 3600 })
}

/** Hands it to the mail service; without one the stored wish is the mailbox. */
export async function sendSignUpMail({ id, to, mail }: { id: string; to: string; mail: MailBody }): Promise<void> {
  if (!hasMailProvider()) return
  await sendMail({ key: `sign-up/${id}`, from: senderOf('', null), to, unsubscribeUrl: null, ...mail })
}
