import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { BrandStyle } from '@/ui/brand/brand-style'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { LOCALES } from '@/ui/i18n/locale'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { ToastProvider } from '@/ui/primitives/toast'
import { ListKeys } from '@/ui/table/list-keys'
import { readView, type SearchParams } from './_lib/read-view'
import { BRAND } from './_lib/sample'
import type { View } from './_lib/view'
import { Actions, States } from './_sections/basics'
import { Charts } from './_sections/charts'
import { Brands, Colour, Type } from './_sections/colour'
import { Forms } from './_sections/forms'
import { Overlays } from './_sections/overlays'
import { Numbers, PageParts, Record } from './_sections/record'
import { Tables } from './_sections/tables'

export const metadata: Metadata = { title: 'Design' }

const SECTIONS = [
  'colour',
  'type',
  'states',
  'actions',
  'forms',
  'overlays',
  'table',
  'charts',
  'record',
  'numbers',
  'page',
  'brand',
] as const
type SectionId = (typeof SECTIONS)[number]

const CONTENT: Record<SectionId, (view: View) => ReactNode> = {
  colour: Colour,
  type: Type,
  states: States,
  actions: Actions,
  forms: Forms,
  // A client component: a view carries a function, which cannot travel.
  overlays: () => <Overlays />,
  table: Tables,
  charts: Charts,
  record: Record,
  numbers: Numbers,
  page: PageParts,
  brand: Brands,
}

function Options({ m, theme, locale }: View & { theme: string | undefined }) {
  const words = m.design
  const query = (next: { theme?: string; lang?: string }) =>
    `/design?${new URLSearchParams({ lang: locale, ...(theme ? { theme } : {}), ...next })}`
  const pick = (href: string, label: string, isHere: boolean) => (
    <TextLink
      key={href}
      href={href}
      aria-current={isHere ? 'true' : undefined}
      className={isHere ? 'font-semibold' : undefined}
    >
      {label}
    </TextLink>
  )
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-2 text-13">
      <span className="flex flex-wrap gap-x-3">
        {(['both', 'light', 'dark'] as const).map((each) =>
          pick(query({ theme: each }), words.themes[each], theme === each),
        )}
      </span>
      <span className="flex flex-wrap gap-x-3">
        {LOCALES.map((each) => pick(query({ lang: each }), m.nav.languages[each], each === locale))}
      </span>
      <span className="flex flex-wrap gap-x-3">
        {pick(`/design/console?lang=${locale}`, words.frameConsole, false)}
        {pick(`/design/sign-in?lang=${locale}`, words.frameSignIn, false)}
        {pick(`/design/wall?lang=${locale}`, words.frameWall, false)}
      </span>
    </div>
  )
}

function Gallery({ view, prefix }: { view: View; prefix: string }) {
  const words = view.m.design
  return SECTIONS.map((id) => {
    const Content = CONTENT[id]
    return (
      <Section
        key={id}
        id={`${prefix}${id}`}
        title={words.sections[id]}
        note={words.notes[id]}
        className="mb-10 scroll-mt-4"
      >
        <Content {...view} />
      </Section>
    )
  })
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
            <div
              key={each ?? 'chosen'}
              data-theme={each}
              className="min-w-0 flex-1 bg-bg px-6 py-6 text-ink max-sm:px-4"
            >
              <div className="mx-auto max-w-280">
                {i === 0 && (
                  <>
                    <PageHeader title={m.design.title} sentence={m.design.sentence} />
                    <Options {...view} theme={theme} />
                    <nav aria-label={m.design.contents} className="mt-3 mb-8 flex flex-wrap gap-x-4 gap-y-1">
                      {SECTIONS.map((id) => (
                        <TextLink key={id} href={`#${id}`}>
                          {m.design.sections[id]}
                        </TextLink>
                      ))}
                    </nav>
                  </>
                )}
                <Gallery view={view} prefix={i === 0 ? '' : 'dark-'} />
              </div>
            </div>
          ))}
        </main>
        <ListKeys />
      </ToastProvider>
    </I18nProvider>
  )
}
