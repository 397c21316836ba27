'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvoiceHead } from '@/services/invoice/store'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { DraftButton } from '../../_components/draft-button'

interface Props {
  invoice: Pick<InvoiceHead, 'id' | 'clientId' | 'clientName' | 'month' | 'status' | 'number' | 'digest'>
  monthName: string
}

/** What can be done with an invoice: work it out again, issue it, or make it void. */
export function InvoiceActions({ invoice, monthName }: Props) {
  const { t } = useT('invoice')
  const { status, clientId, month } = invoice
  if (status === 'void') return null
  if (status === 'issued') return <VoidDialog invoice={invoice} monthName={monthName} />
  return (
    <>
      <DraftButton clientId={clientId} month={month} done={t.page.refreshed}>
        {t.page.refresh}
      </DraftButton>
      <IssueDialog invoice={invoice} monthName={monthName} />
    </>
  )
}

function IssueDialog({ invoice, monthName }: Props) {
  const { t, f } = useT('invoice')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const issue = useMutation(
    api.invoice.issue.mutationOptions({
      onSuccess: ({ number }) => {
        outcome.done(f(t.page.issueDone, { number: String(number) }))
        setOpen(false)
      },
      onError: outcome.failed,
    }),
  )
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t.page.issue}
      </Button>
      <Dialog
        title={f(t.page.issueTitle, { month: monthName, client: invoice.clientName })}
        description={t.page.issueHint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.page.close}
      >
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t.page.cancel}</Button>
          <Button
            look="primary"
            isPending={issue.isPending}
            onClick={() => issue.mutate({ invoiceId: invoice.id, digest: invoice.digest })}
          >
            {t.page.issue}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function VoidDialog({ invoice }: Props) {
  const { t, f } = useT('invoice')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const number = String(invoice.number ?? '')
  const change = useMutation(
    api.invoice.void.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.page.voidDone, { number }))
        setOpen(false)
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    change.mutate({ invoiceId: invoice.id, reason: reason.trim() })
  }
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        {t.page.void_}
      </Button>
      <Dialog
        title={f(t.page.voidTitle, { number })}
        description={t.page.voidHint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.page.close}
      >
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <Field label={t.page.reason}>
            {(control) => (
              <TextInput
                {...control}
                value={reason}
                required
                minLength={3}
                maxLength={2000}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{t.page.cancel}</Button>
            <Button type="submit" look="primary" isPending={change.isPending}>
              {t.page.void_}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
