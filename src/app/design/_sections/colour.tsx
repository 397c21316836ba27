import { contrastRatio } from '@/domain/brand/color'
import { deriveTheme } from '@/domain/brand/theme'
import { Mark } from '@/ui/brand/mark'
import type { View } from '../_lib/view'

const SURFACES = ['bg', 'surface', 'raised', 'sunken', 'shift', 'line', 'line-2', 'field'] as const
const INKS = ['ink', 'ink-2', 'ink-3', 'run-ink', 'late-ink', 'down-ink', 'exc-ink', 'brand-link'] as const
const FILLS = ['ok-fill', 'run-fill', 'late-fill', 'down-fill', 'exc-fill', 'unk-fill'] as const
const BRANDS = ['#0e545e', '#b3261e', '#ffd400', '#1b1f4b', '#7a7a7a', '#6a3fb5']

function Swatch({ name, isInk = false }: { name: string; isInk?: boolean }) {
  const color = `var(--${name})`
  return (
    <div className="flex min-h-8 items-center gap-3 border-line border-b">
      <span className="h-5 w-8 flex-none rounded-sm border border-line" style={{ background: color }} />
      <span style={isInk ? { color } : undefined}>{name}</span>
    </div>
  )
}

export function Colour() {
  return (
    <div className="grid gap-x-6 sm:grid-cols-3">
      <div>
        {SURFACES.map((name) => (
          <Swatch key={name} name={name} />
        ))}
      </div>
      <div>
        {INKS.map((name) => (
          <Swatch key={name} name={name} isInk />
        ))}
      </div>
      <div>
        {FILLS.map((name) => (
          <Swatch key={name} name={name} />
        ))}
      </div>
    </div>
  )
}

/** The same frame in six brands: what passes is kept, what does not is moved until it does. */
export function Brands({ m, f }: View) {
  return (
    <ul className="grid gap-3 pt-3 sm:grid-cols-2">
      {BRANDS.map((brand) => {
        const { light, dark, warnings } = deriveTheme(brand)
        const moved = warnings.find(({ code }) => code === 'header_adjusted')
        return (
          <li key={brand} className="min-w-0">
            {[light, dark].map((vars, i) => (
              <div
                key={i === 0 ? 'light' : 'dark'}
                className="flex h-10 items-center gap-3 px-3"
                style={{ background: vars['--brand'], color: vars['--on-brand'] }}
              >
                <Mark size={20} />
                <b className="font-semibold">{brand}</b>
                <span className="ml-auto text-12 tabular-nums" style={{ color: vars['--on-brand-2'] }}>
                  {contrastRatio(vars['--on-brand'], vars['--brand']).toFixed(1)} : 1
                </span>
              </div>
            ))}
            <p className="mt-1 text-12 text-ink-3">
              {moved ? f(m.design.adjusted, { from: moved.from, to: moved.to }) : m.design.kept}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

const SIZES = ['text-11', 'text-12', 'text-13', 'text-15', 'text-18', 'text-22', 'text-28'] as const

export function Type({ m }: View) {
  return (
    <div>
      {SIZES.map((size) => (
        <p key={size} className="flex items-baseline gap-4 border-line border-b py-1.5">
          <span className="w-16 flex-none text-12 text-ink-3">{size.slice(5)}</span>
          <span className={`${size} min-w-0 font-medium`}>
            {m.design.sample} <span className="font-normal tabular-nums">0123456789 −6 min 99,31 %</span>
          </span>
        </p>
      ))}
      <p className="flex items-baseline gap-4 border-line border-b py-1.5">
        <span className="w-16 flex-none text-12 text-ink-3">mono</span>
        <span className="font-mono text-12">e-91c4 sha 7c1e…09a2 INC-2041</span>
      </p>
    </div>
  )
}
