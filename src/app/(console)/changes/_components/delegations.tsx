'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Delegations as Data } from '@/services/approval/delegations'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { useOutcome } from '../../settings/_components/use-outcome'

const DAY_MS = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

function LendForm({ candidates, onClose }: { candidates: Data['candidates']; onClose: () => void }) {
  const { t } = useT('approval')
  const words = t.delegation
  const api = useApi()
  const outcome = useOutcome()
  const [now] = useState(() => Date.now())
  const [draft, setDraft] = useState({
    toUserId: candidates[0]?.userId ?? '',
    from: dayOf(now),
    to: dayOf(now + 7 * DAY_MS),
    reason: '',
  })
  const lend = useMutation(
    api.approval.delegate.mutationOptions({
      onSuccess: () => {
        outcome.done(words.lent)
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { toUserId, reason } = draft
    lend.mutate({ toUserId, reason, from: new Date(`${draft.from}T00:00`), until: new Date(`${draft.to}T23:59`) })
  }
  const text = (name: 'from' | 'to' | 'reason', label: string, type: string) => (
    <Field label={label}>
      {(control) => (
        <TextInput
          {...control}
          type={type}
          required
          value={draft[name]}
          onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={words.to}>
        {(control) => (
          <Select
            {...control}
            value={draft.toUserId}
            onChange={(event) => setDraft({ ...draft, toUserId: event.target.value })}
          >
            {candidates.map(({ userId, name }) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {text('from', words.from, 'date')}
        {text('to', words.until, 'date')}
      </div>
      {text('reason', words.reason, 'text')}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={lend.isPending}>
          {words.lend}
        </Button>
      </div>
    </form>
  )
}

/** Seats that are lent, and lending one's own. */
export function Delegations({ lent, candidates }: Data) {
  const { t, f, locale } = useT('approval')
  const words = t.delegation
  const api = useApi()
  const outcome = useOutcome()
  const [isOpen, setOpen] = useState(false)
  const end = useMutation(
    api.approval.endDelegation.mutationOptions({
      onSuccess: () => outcome.done(words.ended),
      onError: outcome.failed,
    }),
  )
  const day = (at: Date) => plantTime(at, { zone: 'UTC', locale, detail: 'date' })
  return (
    <Section
      title={words.title}
      className="mt-8"
      aside={candidates.length > 0 && <Button onClick={() => setOpen(true)}>{words.lend}</Button>}
    >
      {lent.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {lent.map((each) => (
          <li key={each.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-1.5">
            <span className="font-medium">{f(words.line, { from: each.from.name, to: each.to.name })}</span>
            <span className="tabular-nums text-ink-2">
              {day(each.fromAt)} – {day(each.toAt)}
            </span>
            <span className="text-ink-3">{each.reason}</span>
            {each.isMine && (
              <Button look="ghost" className="ml-auto" onClick={() => end.mutate({ delegationId: each.id })}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Dialog title={words.lend} description={words.hint} isOpen={isOpen} onOpenChange={setOpen} closeLabel={t.close}>
        <LendForm candidates={candidates} onClose={() => setOpen(false)} />
      </Dialog>
    </Section>
  )
}
