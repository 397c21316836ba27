'use client'
import { PAUSE_REASONS } from '@/domain/contract/schema'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Checkbox, Select } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { TextField } from '../../../../../_components/text-field'
import type { TermsDraft } from './terms-draft'

export interface FieldsProps {
  draft: TermsDraft
  set: (patch: Partial<TermsDraft>) => void
}

const CURRENCIES = ['EUR', 'USD', 'CHF', 'GBP', 'PLN', 'CZK', 'SEK', 'DKK', 'CAD', 'JPY']
const GRID = 'grid gap-4 pt-3 sm:grid-cols-3'
const PAIR = 'grid gap-4 pt-3 sm:grid-cols-2'

function Choice<Value extends string>(props: {
  label: string
  value: Value
  options: Readonly<Record<Value, string>>
  onChange: (value: Value) => void
}) {
  const { label, value, options, onChange } = props
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {(Object.entries(options) as [Value, string][]).map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** What the month costs. The currency stays once there is a version. */
export function MoneyFields({ draft, set, isCurrencyFixed }: FieldsProps & { isCurrencyFixed: boolean }) {
  const words = useT('contract').t.editor
  const currencies = CURRENCIES.includes(draft.currency) ? CURRENCIES : [draft.currency, ...CURRENCIES]
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <TextField label={words.fee} required inputMode="decimal" value={draft.fee} onChange={(fee) => set({ fee })} />
      <Field label={words.currency}>
        {(control) => (
          <Select
            {...control}
            disabled={isCurrencyFixed}
            value={draft.currency}
            onChange={(event) => set({ currency: event.target.value })}
          >
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        )}
      </Field>
      <TextField label={words.digits} inputMode="numeric" value={draft.digits} onChange={(digits) => set({ digits })} />
    </div>
  )
}

/** Limits per tier in minutes, and whose time they count in. */
export function ClockFields({ draft, set }: FieldsProps) {
  const { t, f } = useT('contract')
  const words = t.editor
  const change = (index: number, patch: Partial<TermsDraft['tiers'][number]>) =>
    set({ tiers: draft.tiers.map((tier, at) => (at === index ? { ...tier, ...patch } : tier)) })
  return (
    <Section title={t.page.clocks} note={words.minutes}>
      <div className={PAIR}>
        <Choice label={words.time} value={draft.time} options={words.times} onChange={(time) => set({ time })} />
        <TextField
          label={words.atRisk}
          inputMode="numeric"
          value={draft.atRisk}
          onChange={(atRisk) => set({ atRisk })}
        />
      </div>
      {draft.tiers.map((tier, index) => {
        const name = f(t.page.tier, { tier: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the tiers are three, in their order
          <fieldset key={index} className="grid gap-4 pt-3 sm:grid-cols-3">
            <legend className="sr-only">{name}</legend>
            {(['response', 'update', 'resolve'] as const).map((kind) => (
              <TextField
                key={kind}
                label={`${name}: ${t.page[kind]}`}
                inputMode="decimal"
                value={tier[kind]}
                onChange={(value) => change(index, { [kind]: value })}
              />
            ))}
          </fieldset>
        )
      })}
    </Section>
  )
}

/** What does not count, and what stops a clock. */
export function RuleFields({ draft, set }: FieldsProps) {
  const { t } = useT('contract')
  const reasons = useT('promise').t.clocks.pauseReasons
  const words = t.editor
  return (
    <Section title={t.page.maintenance}>
      <div className={PAIR}>
        <Choice
          label={words.maintenanceCounts}
          value={draft.maintenance}
          options={words.counts}
          onChange={(maintenance) => set({ maintenance })}
        />
        <TextField
          label={words.notice}
          inputMode="numeric"
          value={draft.notice}
          onChange={(notice) => set({ notice })}
        />
        <TextField
          label={words.monthlyCap}
          hint={words.monthlyCapHint}
          inputMode="numeric"
          value={draft.monthlyCap}
          onChange={(monthlyCap) => set({ monthlyCap })}
        />
        <Choice
          label={words.pausesCounts}
          value={draft.pauses}
          options={words.counts}
          onChange={(pauses) => set({ pauses })}
        />
      </div>
      <fieldset className="pt-5">
        <legend className="mb-1 text-12 font-medium text-ink-2">{words.reasons}</legend>
        <div className="grid sm:grid-cols-2">
          {PAUSE_REASONS.map((reason) => (
            <Checkbox
              key={reason}
              label={reasons[reason]}
              checked={draft.reasons.includes(reason)}
              onChange={(event) =>
                set({
                  reasons: PAUSE_REASONS.filter((each) =>
                    each === reason ? event.target.checked : draft.reasons.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </Section>
  )
}

/** Steps of credit: below what, how much comes back. */
export function CreditFields({ draft, set }: FieldsProps) {
  const { t } = useT('contract')
  const words = t.editor
  const change = (index: number, patch: Partial<TermsDraft['creditTiers'][number]>) =>
    set({ creditTiers: draft.creditTiers.map((tier, at) => (at === index ? { ...tier, ...patch } : tier)) })
  return (
    <Section title={t.page.credits}>
      {draft.creditTiers.map((tier, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name; they are only ever changed in place or cut off
        <div key={index} className="grid grid-cols-[1fr_1fr_auto] items-end gap-4 pt-3">
          <TextField
            label={words.below}
            inputMode="decimal"
            value={tier.below}
            onChange={(below) => change(index, { below })}
          />
          <TextField
            label={words.pct}
            inputMode="numeric"
            value={tier.pct}
            onChange={(pct) => change(index, { pct })}
          />
          <Button look="ghost" onClick={() => set({ creditTiers: draft.creditTiers.filter((_, at) => at !== index) })}>
            {words.removeTier}
          </Button>
        </div>
      ))}
      <div className="pt-3">
        <Button onClick={() => set({ creditTiers: [...draft.creditTiers, { below: '', pct: '' }] })}>
          {words.addTier}
        </Button>
      </div>
      <div className={GRID}>
        <TextField label={words.cap} inputMode="numeric" value={draft.cap} onChange={(cap) => set({ cap })} />
        <TextField
          label={words.claimDays}
          inputMode="numeric"
          value={draft.claimDays}
          onChange={(claimDays) => set({ claimDays })}
        />
      </div>
    </Section>
  )
}
