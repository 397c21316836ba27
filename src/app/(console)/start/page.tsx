import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { PutAway } from './_components/put-away'
import { StepList } from './_components/step-list'
import { startHref, stepNamed } from './_lib'
import { Finished } from './_steps/finished'
import { OpenStep } from './_steps/open-step'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.start.title }
}

interface StartPageProps {
  searchParams: Promise<{ client?: string; step?: string }>
}

/** The first hour: every step on one page, each done where it stands, left and found again on any device. */
export default async function StartPage({ searchParams }: StartPageProps) {
  const [{ client, step }, reader] = await Promise.all([searchParams, viewer()])
  const journey = await page((api) => api.onboarding.journey({ client: client ?? null }))
  const current = stepNamed(step) ?? journey.next
  const { m, locale } = reader
  const slug = journey.client?.slug ?? null
  return (
    <I18nProvider
      locale={locale}
      messages={pickMessages(locale, 'start', 'settings', 'calendar', 'governance', 'members')}
    >
      <PageHeader
        eyebrow={journey.client?.name}
        title={m.start.title}
        sentence={m.start.sentence}
        actions={<PutAway isAway={journey.isDismissed} />}
      />
      <div className="grid gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <StepList
          steps={journey.steps}
          current={current ?? 'portal'}
          hrefOf={(each) => startHref(each, slug)}
          viewer={reader}
        />
        {current ? (
          <OpenStep step={current} journey={journey} reader={reader} />
        ) : (
          <Finished {...{ journey, reader }} />
        )}
      </div>
    </I18nProvider>
  )
}
