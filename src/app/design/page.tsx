import type { Metadata } from 'next'
import { BrandStyle } from '@/ui/brand/brand-style'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { ToastProvider } from '@/ui/primitives/toast'
import { ListKeys } from '@/ui/table/list-keys'
import { readView, type SearchParams } from './_lib/read-view'
import { BRAND } from './_lib/sample'
import { Gallery } from './_sections/gallery'
import { Options } from './_sections/options'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.design.title }
}

/** Every part in every state: what to copy from when a screen is built, and what axe and eyes check. */
export default async function DesignPage({ searchParams }: { searchParams: SearchParams }) {
  const { view, theme } = await readView(searchParams)
  const { m, locale } = view
  const themes = theme === 'both' ? (['light', 'dark'] as const) : ([theme] as const)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'common', 'design')}>
      <BrandStyle brandColor={BRAND.brandColor} />
      <ToastProvider dismissLabel={m.common.dismiss}>
        <main id="main" lang={locale} className="flex max-xl:flex-col">
          {themes.map((each, i) => (
            <div key={each ?? 'chosen'} data-theme={each} className="min-w-0 flex-1 bg-bg p-6 text-ink max-sm:px-4">
              <div className="mx-auto max-w-280">
                {i === 0 && (
                  <>
                    <PageHeader title={m.design.title} sentence={m.design.sentence} />
                    <Options {...view} theme={theme} />
                  </>
                )}
                <Gallery
                  view={i === 0 ? view : { ...view, twin: m.design.themes.dark }}
                  prefix={i === 0 ? '' : 'dark-'}
                />
              </div>
            </div>
          ))}
        </main>
        <ListKeys />
      </ToastProvider>
    </I18nProvider>
  )
}
