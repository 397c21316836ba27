import { platformQuery } from '@/infra/db'
import type { MailLocale } from '~/emails/_components/words'
import { mailLocale } from '~/emails/_components/words'

export interface Recipient {
  userId: string
  email: string
  locale: MailLocale
}

/** Languages stand with the person, above partners. */
export async function withLocale(rows: readonly { user_id: string; email: string }[]): Promise<Recipient[]> {
  const ids = rows.map((row) => row.user_id)
  const people = await platformQuery<{ id: string; locale: string }>(
    'SELECT id, locale FROM user_account WHERE id = ANY($1)',
    [ids],
  )
  const locales = new Map(people.map(({ id, locale }) => [id, locale]))
  return rows.map(({ user_id, email }) => ({
    userId: user_id,
    email,
    locale: mailLocale(locales.get(user_id) ?? 'en'),
  }))
}
