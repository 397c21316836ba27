'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { diffTerms } from '@/domain/contract/diff'
import type { ContractTerms } from '@/domain/contract/schema'
import type { ContractPage, VersionLine } from '@/services/contract/get'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea, TextInput } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../../../_components/form-problem'
import { changeWords } from '../../../../_components/change-words'
import { dateWords } from '../../../../_components/words'
import { ClockFields, CreditFields, MoneyFields, RuleFields } from './fields'
import { ObjectiveFields } from './objective-fields'
import { type TermsDraft, termsOfDraft } from './terms-draft'

interface Props {
  data: ContractPage
  latest: VersionLine | null
  start: TermsDraft
}

/** What would change against the latest version, in words, before it binds. */
function Preview({ data, latest, terms }: Omit<Props, 'start'> & { terms: ContractTerms | null }) {
  const { t, locale } = useT('contract')
  const promise = useT('promise').t
  const words = t.editor
  const objectiveName = (id: string) => data.objectives.find((each) => each.id === id)?.name ?? id
  const names = { contract: t, promise, locale, objectiveName, currency: terms?.currency ?? 'EUR' }
  const lines = terms && latest ? changeWords(diffTerms(latest.terms, terms), names) : []
  const note = !terms ? words.invalid : !latest ? words.changesFirst : lines.length === 0 ? words.changesNone : null
  return (
    <Section title={words.changes}>
      {note && <p className="py-2 text-ink-2">{note}</p>}
      <ul aria-live="polite">
        {lines.map(({ key, name, before, after }) => (
          <li key={key} className="border-line border-b py-1.5 text-ink-2">
            {name}: <s className="text-ink-3">{before}</s> → <strong className="font-medium text-ink">{after}</strong>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function useAdd({ data }: Props) {
  const { t, f, locale } = useT('contract')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const { id, name } = data.contract
  return useMutation(
    api.contract.addVersion.mutationOptions({
      onSuccess: ({ number, effectiveFrom }) => {
        toast.done(f(t.editor.done, { number: String(number), name, day: dateWords(effectiveFrom, locale) }))
        router.push(`/contracts/${id}?version=${number}`)
        router.refresh()
      },
    }),
  )
}

/** The next version of a contract. */
export function VersionForm(props: Props) {
  const { t, f, locale } = useT('contract')
  const words = t.editor
  const { data, latest } = props
  const monthStart = `${data.today.slice(0, 7)}-01`
  const [draft, setDraft] = useState(props.start)
  const [effectiveFrom, setEffectiveFrom] = useState(monthStart)
  const [note, setNote] = useState('')
  const { mutate, isPending, error } = useAdd(props)
  const set = (patch: Partial<TermsDraft>) => setDraft((before) => ({ ...before, ...patch }))
  const terms = termsOfDraft(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (terms) mutate({ contractId: data.contract.id, effectiveFrom, terms, note })
  }
  const fields = { draft, set }
  return (
    <form onSubmit={submit} className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,44rem)_minmax(0,24rem)]">
      <div className="grid content-start gap-6">
        <Field
          label={words.effectiveFrom}
          hint={latest ? f(words.effectiveHint, { day: dateWords(monthStart, locale) }) : words.effectiveHintFirst}
          className="max-w-60"
        >
          {(control) => (
            <TextInput
              {...control}
              type="date"
              required
              value={effectiveFrom}
              onChange={(event) => setEffectiveFrom(event.target.value)}
            />
          )}
        </Field>
        <MoneyFields {...fields} isCurrencyFixed={latest !== null} />
        <ObjectiveFields {...fields} data={data} />
        <ClockFields {...fields} />
        <RuleFields {...fields} />
        <CreditFields {...fields} />
        <Field label={words.note}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <FormProblem error={error} />
        <Button type="submit" look="primary" isPending={isPending} disabled={!terms} className="justify-self-start">
          {f(words.submit, { client: data.client.name })}
        </Button>
      </div>
      <Preview data={data} latest={latest} terms={terms} />
    </form>
  )
}
