'use client'
import type { CSSProperties } from 'react'
import type { ResolvedBrand } from '@/domain/brand/resolved'
import type { BrandVars } from '@/domain/brand/theme'
import { Wordmark } from '@/ui/brand/mark'
import { useT } from '@/ui/i18n/context'
import { buttonClass } from '@/ui/primitives/button'
import { State } from '@/ui/primitives/state'
import { plateVars } from './plate-vars'

interface BrandPreviewProps {
  title: string
  theme: 'light' | 'dark'
  vars: BrandVars
  brand: ResolvedBrand
}

/** A corner of the console in one theme. The states stay as they are: a brand never colours them. */
export function BrandPreview({ title, theme, vars, brand }: BrandPreviewProps) {
  const { t } = useT('settings')
  const words = t.brand.sample
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-12 text-ink-3">
        {t.brand.places.console}, {title}
      </figcaption>
      <div
        data-theme={theme}
        style={{ ...(vars as CSSProperties), ...plateVars(brand, vars['--brand']), colorScheme: theme }}
        className="overflow-hidden rounded-md border border-line-2 bg-bg text-ink"
        inert
      >
        <div className="flex h-12 items-center justify-between gap-4 bg-brand px-4 text-on-brand">
          <Wordmark brandName={brand.name} logo={brand.logo} />
          <span className="text-12 text-on-brand-2">15:42</span>
        </div>
        <div className="px-4 py-4">
          <p className="border-brand-line border-l-2 pl-3 text-15">{words.portal}</p>
          <div className="mt-3 flex min-h-8 items-center justify-between gap-4 border-line border-y">
            <span className="text-brand-link underline underline-offset-2">{words.link}</span>
            <State kind="down">INC-2041</State>
          </div>
          <span className={buttonClass('primary', 'mt-3')}>{words.button}</span>
        </div>
      </div>
    </figure>
  )
}
