'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PriceBook } from '@/domain/price-book/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Section } from '@/ui/primitives/section'
import { FormProblem } from '../../../../_components/form-problem'
import { TextField } from '../../../../_components/text-field'
import { useOutcome } from '../../../../settings/_components/use-outcome'
import { type PriceValues, termsOf, valuesOf } from './price-values'

interface Props {
  client: { id: string; name: string }
  terms: PriceBook | null
  mayManage: boolean
}

/** The price book: amounts in whole units of the currency, empty for none. */
export function PriceForm({ client, terms, mayManage }: Props) {
  const { t, f } = useT('invoice')
  const words = t.book
  const [api, outcome] = [useApi(), useOutcome()]
  const [values, setValues] = useState(valuesOf(terms))
  const change = useMutation(
    api.priceBook.set.mutationOptions({
      onSuccess: ({ number }) => outcome.done(f(words.saved, { client: client.name, number: String(number) })),
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ clientId: client.id, prices: termsOf(values, terms) })
  }
  const field = (name: keyof PriceValues, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      value={values[name]}
      inputMode={name.endsWith('Text') || name.endsWith('Name') || name === 'currency' ? 'text' : 'decimal'}
      onChange={(text) => setValues({ ...values, [name]: text })}
    />
  )
  return (
    <form onSubmit={submit} className="grid max-w-2xl gap-6">
      <div className="max-w-40">{field('currency', words.currency, words.currencyHint)}</div>
      <Section title={words.fixed} note={words.optional}>
        <div className="grid gap-4 pt-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          {field('fixedText', words.fixedText)}
          {field('fixedAmount', words.fixedAmount)}
        </div>
      </Section>
      <Section title={words.workflow} note={words.optional}>
        <div className="grid gap-4 pt-3 sm:grid-cols-2">
          {field('workflowAmount', words.workflowAmount)}
          {field('workflowIncluded', words.workflowIncluded)}
        </div>
      </Section>
      <Section title={words.executions} note={words.optional}>
        <div className="grid gap-4 pt-3 sm:grid-cols-2">
          {field('perThousand', words.perThousand)}
          {field('executionsIncluded', words.executionsIncluded)}
        </div>
      </Section>
      <Section title={words.tax} note={words.optional}>
        <div className="grid gap-4 pt-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          {field('taxName', words.taxName)}
          {field('taxPercent', words.taxPercent)}
        </div>
      </Section>
      <FormProblem error={change.error} />
      {mayManage && (
        <Button type="submit" look="primary" isPending={change.isPending} className="justify-self-start">
          {words.save}
        </Button>
      )}
    </form>
  )
}
