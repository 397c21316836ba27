'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { suggestSlug } from '@/domain/client/slug'
import type { WorkflowForm } from '@/services/workflow/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { useOutcome } from '../../../../settings/_components/use-outcome'
import { type Draft, NEW } from './draft'

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** Makes what is new first (a second try finds it made), then claims or edits. */
export function useSave({ workflow }: WorkflowForm, draft: Draft, change: (part: Partial<Draft>) => void) {
  const { t, f } = useT('registry')
  const [api, router, { done }] = [useApi(), useRouter(), useOutcome()]
  const process = useMutation(api.process.create.mutationOptions())
  const system = useMutation(api.system.create.mutationOptions())
  const isClaim = workflow.lifecycle === 'unclaimed'
  const onSuccess = () => {
    done(f(isClaim ? t.workflow.claimed : t.workflow.saved, { name: draft.name }))
    if (!isClaim) router.push(`/workflows/${workflow.id}`)
  }
  const claim = useMutation(api.workflow.claim.mutationOptions({ onSuccess }))
  const update = useMutation(api.workflow.update.mutationOptions({ onSuccess }))

  const made = async () => {
    const { clientId } = workflow
    const refs = { processId: draft.processId, fromSystemId: draft.fromSystemId, toSystemId: draft.toSystemId }
    if (refs.processId === NEW) {
      const given = { ...draft.process, slug: suggestSlug(draft.process.name), siteId: draft.siteId, clientId }
      refs.processId = (await process.mutateAsync(given)).processId
      change({ processId: refs.processId })
    }
    for (const side of ['from', 'to'] as const) {
      if (refs[`${side}SystemId`] !== NEW) continue
      refs[`${side}SystemId`] = (await system.mutateAsync({ clientId, ...draft[`${side}System`] })).systemId
      change({ [`${side}SystemId`]: refs[`${side}SystemId`] })
    }
    return refs
  }
  const save = async () => {
    const { processId, fromSystemId, toSystemId } = await made()
    const facts = {
      workflowId: workflow.id,
      name: draft.name,
      tier: draft.tier,
      siteId: orNull(draft.siteId),
      processId: orNull(processId),
      fromSystemId: orNull(fromSystemId),
      toSystemId: orNull(toSystemId),
      ownerName: orNull(draft.ownerName),
      impactNote: orNull(draft.impactNote),
    }
    if (isClaim) claim.mutate(facts)
    else update.mutate({ ...facts, version: workflow.version })
  }
  const all = [process, system, claim, update]
  return { save, isClaim, isPending: all.some((each) => each.isPending), error: all.find((each) => each.error)?.error }
}
