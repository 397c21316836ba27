'use client'
import { type FormEvent, useState } from 'react'
import type { WorkflowForm } from '@/services/workflow/form'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select, TextArea } from '@/ui/primitives/inputs'
import { FormProblem } from '../../../../_components/form-problem'
import { TextField } from '../../../../_components/text-field'
import { type Draft, draftOf, NEW, type PartProps } from './draft'
import { SystemFields } from './system-fields'
import { useSave } from './use-save'

const TIERS = [1, 2, 3, 4] as const

/** Claims or edits: what it is, where it stands, who answers for it. */
export function DetailsForm({ form }: { form: WorkflowForm }) {
  const { t } = useT('registry')
  const words = t.workflow
  const [draft, setDraft] = useState(() => draftOf(form))
  const change = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }))
  const { save, isClaim, isPending, error } = useSave(form, draft, change)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A refusal is shown from the mutation's own state.
    save().catch(() => undefined)
  }
  const parts = { draft, change, form }
  return (
    <form onSubmit={submit} className="grid gap-4 pt-3">
      <TextField label={words.name} required maxLength={120} value={draft.name} onChange={(name) => change({ name })} />
      <Field label={words.tier}>
        {(control) => (
          <Select {...control} value={draft.tier} onChange={(event) => change({ tier: Number(event.target.value) })}>
            {TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {words.tiers[`t${tier}`]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <PlaceFields {...parts} />
      <SystemFields {...parts} side="from" />
      <SystemFields {...parts} side="to" />
      <TextField
        label={words.owner}
        maxLength={120}
        value={draft.ownerName}
        onChange={(ownerName) => change({ ownerName })}
      />
      <Field label={words.impact} hint={words.impactHint}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={300}
            value={draft.impactNote}
            onChange={(event) => change({ impactNote: event.target.value.replaceAll('\n', ' ') })}
          />
        )}
      </Field>
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {isClaim ? words.claim : words.save}
      </Button>
    </form>
  )
}

/** Plant, and a process of that plant: another plant, another process. */
function PlaceFields({ draft, change, form }: PartProps) {
  const { t } = useT('registry')
  const words = t.workflow
  const processes = form.processes.filter(({ siteId }) => siteId === draft.siteId)
  return (
    <>
      <Field label={words.site}>
        {(control) => (
          <Select
            {...control}
            value={draft.siteId}
            onChange={(event) => change({ siteId: event.target.value, processId: '' })}
          >
            <option value="">{t.none}</option>
            {form.sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.process} hint={draft.siteId ? words.processHint : words.needSite}>
        {(control) => (
          <Select
            {...control}
            disabled={!draft.siteId}
            value={draft.processId}
            onChange={(event) => change({ processId: event.target.value })}
          >
            <option value="">{t.none}</option>
            {processes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={NEW}>{t.newEntry}</option>
          </Select>
        )}
      </Field>
      {draft.processId === NEW && (
        <div className="grid gap-4 border-line border-l-2 pl-4">
          <TextField
            label={words.processName}
            required
            maxLength={120}
            value={draft.process.name}
            onChange={(name) => change({ process: { ...draft.process, name } })}
          />
          <TextField
            label={words.portalPhrase}
            hint={words.portalPhraseHint}
            required
            maxLength={80}
            value={draft.process.portalPhrase}
            onChange={(portalPhrase) => change({ process: { ...draft.process, portalPhrase } })}
          />
        </div>
      )}
    </>
  )
}
