'use client'
import type { ThemeWarning } from '@/domain/brand/theme'
import { useT } from '@/ui/i18n/context'
import { State } from '@/ui/primitives/state'

function Swatch({ color }: { color: string }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap font-mono text-12">
      <span aria-hidden className="size-3 rounded-sm border border-line-2" style={{ background: color }} />
      {color}
    </span>
  )
}

/** Says where the chosen colour is changed so that everybody can read it. */
export function ContrastReport({ warnings }: { warnings: readonly ThemeWarning[] }) {
  const { t, f } = useT('settings')
  if (warnings.length === 0) {
    return (
      <p role="status" className="text-12 text-ink-3">
        {t.brand.fine}
      </p>
    )
  }
  return (
    <ul role="status" className="grid gap-2">
      {warnings.map(({ code, from, to }) => (
        <li key={code} className="border-late-fill border-l-2 pl-3 text-12">
          <State kind="late" className="whitespace-normal!">
            {f(t.brand.warnings[code], { from, to })}
          </State>
          <span className="mt-1 flex gap-3 pl-5">
            <Swatch color={from} /> → <Swatch color={to} />
          </span>
        </li>
      ))}
    </ul>
  )
}
