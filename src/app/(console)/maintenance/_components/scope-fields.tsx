'use client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import type { Draft, FormClient } from './use-draft'

interface Props {
  clients: readonly FormClient[]
  client: FormClient | undefined
  draft: Draft
  /** the client of a window never changes */
  isNew: boolean
  onChange: (part: Partial<Draft>) => void
}

const KINDS = ['site', 'workflows', 'client'] as const

/** Whose window, and what of it. */
export function ScopeFields({ clients, client, draft, isNew, onChange }: Props) {
  const words = useT('maintenance').t.form
  const chooseClient = (clientId: string) => {
    const site = clients.find(({ id }) => id === clientId)?.sites[0]
    onChange({ clientId, workflowIds: [], siteId: site?.id ?? '', ...(site && { zone: site.zone }) })
  }
  const chooseSite = (siteId: string) => {
    const zone = client?.sites.find(({ id }) => id === siteId)?.zone
    onChange({ siteId, ...(zone && { zone }) })
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={words.client}>
        {(control) => (
          <Select
            {...control}
            disabled={!isNew}
            value={draft.clientId}
            onChange={(event) => chooseClient(event.target.value)}
          >
            {clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.scope}>
        {(control) => (
          <Select
            {...control}
            value={draft.scopeKind}
            onChange={(event) => onChange({ scopeKind: KINDS.find((kind) => kind === event.target.value) ?? 'site' })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words.scopes[kind]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.scopeKind === 'site' && (
        <Field label={words.site}>
          {(control) => (
            <Select {...control} value={draft.siteId} onChange={(event) => chooseSite(event.target.value)}>
              {client?.sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {draft.scopeKind === 'workflows' && (
        <WorkflowChoice
          workflows={client?.workflows ?? []}
          chosen={draft.workflowIds}
          onChange={(workflowIds) => onChange({ workflowIds })}
        />
      )}
    </div>
  )
}

interface ChoiceProps {
  workflows: readonly { id: string; name: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

function WorkflowChoice({ workflows, chosen, onChange }: ChoiceProps) {
  const words = useT('maintenance').t.form
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...chosen, id] : chosen.filter((each) => each !== id))
  return (
    <fieldset className="sm:col-span-2">
      <legend className="mb-1 font-medium text-12 text-ink-2">{words.workflows}</legend>
      <div className="grid max-h-56 gap-1 overflow-y-auto rounded border border-line p-2 sm:grid-cols-2">
        {workflows.map(({ id, name }) => (
          <label key={id} className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
