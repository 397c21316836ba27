'use server'
import type { Locale } from '@/domain/member/schema'
import { requestContext, serverApi } from '@/trpc/server'
import { leave } from '../../(auth)/_lib/auth'

/** Ends the session row, clears the cookie; drawn anew, the page leads to the sign-in page by itself. */
export async function leaveConsole(): Promise<void> {
  const session = await (await requestContext()).session()
  if (session) await (await serverApi()).session.signOut({})
  await leave()
}

/** The account keeps the language, for mails and for other browsers. */
export async function keepLocale(locale: Locale): Promise<void> {
  const api = await serverApi()
  const { name } = await api.member.me({})
  await api.member.updateProfile({ name, locale })
}
