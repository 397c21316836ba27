'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CAUSE_CATEGORIES, type CauseCategory } from '@/domain/incident/cause-category'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { FormProps } from './subject'

function Category(props: { value: CauseCategory | null; onChange: (value: CauseCategory | null) => void }) {
  const { t } = useT('incidentWork')
  return (
    <Field label={t.resolve.category}>
      {(control) => (
        <Select
          {...control}
          required
          value={props.value ?? ''}
          onChange={(event) => props.onChange(CAUSE_CATEGORIES.find((each) => each === event.target.value) ?? null)}
        >
          <option value="">{t.resolve.choose}</option>
          {CAUSE_CATEGORIES.map((each) => (
            <option key={each} value={each}>
              {t.categories[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** An incident ends with words: what was done is part of the record. */
export function ResolveForm({ subject, isOpen, onClose }: FormProps) {
  const { t, f } = useT('incident')
  const api = useApi()
  const outcome = useOutcome()
  const [resolution, setResolution] = useState('')
  const [category, setCategory] = useState<CauseCategory | null>(null)
  const words = t.actions
  const named = { number: subject.number, client: subject.client }
  const save = useMutation(
    api.incident.resolve.mutationOptions({
      onSuccess: () => {
        outcome.done(f(words.resolved, named))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ incidentId: subject.incidentId, resolution, causeCategory: category })
  }
  return (
    <Dialog
      title={f(words.resolveTitle, named)}
      description={words.resolveHint}
      isOpen={isOpen}
      onOpenChange={onClose}
      closeLabel={words.close}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Category value={category} onChange={setCategory} />
        <Field label={words.resolveBody}>
          {(control) => (
            <TextArea
              {...control}
              required
              maxLength={4000}
              rows={5}
              value={resolution}
              onChange={(event) => setResolution(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="submit"
            look="primary"
            isPending={save.isPending}
            disabled={resolution.trim() === '' || category === null}
          >
            {f(words.resolveSave, { client: subject.client })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
