'use client'
import type { CSSProperties, ReactNode } from 'react'
import type { ResolvedBrand } from '@/domain/brand/resolved'
import { deriveTheme } from '@/domain/brand/theme'
import { Wordmark } from '@/ui/brand/mark'
import { useT } from '@/ui/i18n/context'
import { State } from '@/ui/primitives/state'
import { BrandPreview } from './brand-preview'
import { plateVars } from './plate-vars'

/** Everything that carries the brand, beside each other: console by day and by night, portal, mail, report page. */
export function BrandPreviews({ brand }: { brand: ResolvedBrand }) {
  const { t } = useT('settings')
  const { light, dark } = deriveTheme(brand.color)
  return (
    <div className="grid grid-cols-1 content-start gap-4 xl:grid-cols-2">
      <BrandPreview title={t.brand.light} theme="light" vars={light} brand={brand} />
      <BrandPreview title={t.brand.dark} theme="dark" vars={dark} brand={brand} />
      <PortalPreview brand={brand} />
      <MailPreview brand={brand} />
      <ReportPreview brand={brand} />
    </div>
  )
}

/** Paper: light in either theme, as the reader gets it. */
function Paper({ title, brand, children }: { title: string; brand: ResolvedBrand; children: ReactNode }) {
  const vars = deriveTheme(brand.color).light
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-12 text-ink-3">{title}</figcaption>
      <div
        data-theme="light"
        inert
        style={{ ...(vars as CSSProperties), ...plateVars(brand, vars['--brand']), colorScheme: 'light' }}
        className="overflow-hidden rounded-md border border-line-2 bg-bg text-ink"
      >
        {children}
      </div>
    </figure>
  )
}

function Band({ brand, size = 22 }: { brand: ResolvedBrand; size?: number }) {
  return (
    <div className="flex items-center bg-brand px-4 py-3 text-on-brand">
      <Wordmark brandName={brand.name} logo={brand.logo} size={size} />
    </div>
  )
}

/** Whom to ask, as portal and mails say it. */
function Support({ brand: { legalName, supportEmail, supportUrl } }: { brand: ResolvedBrand }) {
  const lines = [legalName, [supportEmail, supportUrl].filter(Boolean).join(' · ')].filter(Boolean)
  return lines.map((line) => (
    <p key={line} className="truncate text-12 text-ink-3">
      {line}
    </p>
  ))
}

function PortalPreview({ brand }: { brand: ResolvedBrand }) {
  const { t } = useT('settings')
  const words = t.brand.sample
  return (
    <Paper title={t.brand.places.portal} brand={brand}>
      <Band brand={brand} />
      <div className="px-4 py-4">
        <p className="font-semibold text-18">{words.calm}</p>
        <div className="mt-3 flex min-h-8 items-center justify-between gap-4 border-line border-y">
          <span>{words.portal}</span>
          <State kind="ok">{words.ok}</State>
        </div>
        <div className="mt-3">
          <Support brand={brand} />
        </div>
      </div>
    </Paper>
  )
}

function MailPreview({ brand }: { brand: ResolvedBrand }) {
  const { t } = useT('settings')
  const words = t.brand.sample
  return (
    <Paper title={t.brand.places.mail} brand={brand}>
      <p className="truncate border-line border-b px-4 py-2 text-12 text-ink-2">
        {words.from}: <b className="font-medium text-ink">{brand.senderName}</b>
      </p>
      <Band brand={brand} size={20} />
      <div className="bg-raised px-4 py-4">
        <p className="font-semibold text-15">{words.mailTitle}</p>
        <p className="mt-1 text-ink-2">{words.mailBody}</p>
        <span className="mt-3 inline-block rounded bg-brand-btn px-3 py-1.5 font-medium text-on-brand">
          {words.mailButton}
        </span>
        <div className="mt-4 border-line border-t pt-2">
          <Support brand={brand} />
        </div>
      </div>
    </Paper>
  )
}

function ReportPreview({ brand }: { brand: ResolvedBrand }) {
  const { t } = useT('settings')
  const words = t.brand.sample
  return (
    <Paper title={t.brand.places.report} brand={brand}>
      <div className="bg-raised px-6 pt-6 pb-8">
        <div
          className="flex items-center justify-between gap-4 border-brand-line border-b-2 pb-3"
          style={plateVars(brand, '#ffffff')}
        >
          <Wordmark brandName={brand.name} logo={brand.logo} size={20} />
          <span className="text-12 text-ink-3">{words.month}</span>
        </div>
        <p className="mt-5 font-semibold text-18">{words.report}</p>
        <p className="mt-1 text-ink-2">{words.reportBody}</p>
        <p className="mt-6 text-12 text-ink-3">{brand.legalName ?? brand.name}</p>
      </div>
    </Paper>
  )
}
