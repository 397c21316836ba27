'use server'
import type { Locale } from '@/domain/member/schema'
import { serverApi } from '@/trpc/server'
import { leave } from '../../(auth)/_lib/auth'

/** Ends the session row, clears the cookie; drawn anew, the page leads to the sign-in page by itself. */
export async function leaveConsole(): Promise<void> {
  const api = await serverApi()
  // A session that is over already is no reason to stay.
  await api.session.signOut({}).catch(() => undefined)
  await leave()
}

/** The account keeps the language, for mails and for other browsers. */
export async function keepLocale(locale: Locale): Promise<void> {
  const api = await serverApi()
  const { name } = await api.member.me({})
  await api.member.updateProfile({ name, locale })
}
