import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { startHref } from '../_lib'
import { StripFrame } from './strip-frame'

/** One line in the frame of a new partner's console: how far the first hour is, and where it goes on. */
export async function StartStrip() {
  const { actor } = await requireSession()
  if (!can(actor, 'brand.manage')) return null
  const { isFirst, isDismissed, next, steps, client } = await page((api) => api.onboarding.journey({}))
  if (!isFirst || isDismissed || !next) return null
  const { m, f, locale } = await viewer()
  const t = m.start
  const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'start')}>
      <StripFrame>
        <span className="font-medium">{t.strip.title}</span>
        <span className="text-ink-2">{f(t.progress, { done, all: steps.length })}</span>
        <TextLink href={startHref(next, client?.slug ?? null)}>{f(t.strip.goOn, { step: t.steps[next] })}</TextLink>
      </StripFrame>
    </I18nProvider>
  )
}
