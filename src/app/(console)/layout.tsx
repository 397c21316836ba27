import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { can } from '@/domain/access/actor'
import { ApiProvider } from '@/trpc/client'
import { page, requestContext, requireSession } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { ConsoleShell } from '@/ui/shell/console-shell'
import { consoleNav } from '@/ui/shell/nav-model'
import { keepLocale, leaveConsole } from './_actions/account'
import { Palette } from './_components/palette'

import { SetUpStrip } from './settings/billing/_components/set-up-strip'
import { StartStrip } from './start/_components/start-strip'

/** Every console page: a session or the sign-in page, then the partner's frame. What a page shows, its own queries decide. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  if (!(await requestContext()).partner) redirect('/')
  const { actor } = await requireSession()
  const [{ locale, m, theme }, requestHeaders] = await Promise.all([viewer(), headers()])
  const [brand, facts] = await page((api) => Promise.all([api.brand.read({}), api.board.nav({})]))
  const sections = consoleNav(m, facts, (permission) => can(actor, permission))
  return (
    <ApiProvider>
      <ConsoleShell
        locale={locale}
        brand={brand}
        nonce={requestHeaders.get('x-nonce') ?? undefined}
        sections={sections}
        palette={<Palette sections={sections} />}
        user={{ name: actor.name, role: m.members.roles[actor.role] }}
        theme={theme}
        signOut={leaveConsole}
        saveLocale={keepLocale}
        accountHref="/settings/you"
      >
        <SetUpStrip setUp={facts.setUp} mayPay={can(actor, 'billing.read')} />
        <StartStrip />
        {children}
      </ConsoleShell>
    </ApiProvider>
  )
}
