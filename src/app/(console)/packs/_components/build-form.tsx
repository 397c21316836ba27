'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PackPage } from '@/services/pack/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { useProblem } from '../../_lib/use-problem'
import { useOutcome } from '../../settings/_components/use-outcome'

/** Which frozen month; the build then runs by itself. */
export function BuildForm({ frozen }: { frozen: PackPage['frozen'] }) {
  const { t, f } = useT('proof')
  const words = t.packs
  const [outcome, problem] = [useOutcome(), useProblem()]
  const [chosen, setChosen] = useState(0)
  const build = useMutation(useApi().pack.build.mutationOptions({ onSuccess: () => outcome.done(words.asked) }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const subject = frozen[chosen]
    if (subject) build.mutate({ clientId: subject.clientId, month: subject.month })
  }
  return (
    <form onSubmit={submit} className="mb-6 flex flex-wrap items-end gap-3">
      <Field label={words.client} error={build.error && problem(build.error)} className="max-sm:w-full">
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
            {frozen.map(({ clientId, clientName, month, revision }, index) => (
              <option key={`${clientId} ${month}`} value={index}>
                {f(revision > 0 ? words.optionAddendum : words.option, { client: clientName, month, revision })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" look="primary" isPending={build.isPending}>
        {words.build}
      </Button>
    </form>
  )
}
