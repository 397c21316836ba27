'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckpointsProof } from '@/services/checkpoint/verify'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { State } from '@/ui/primitives/state'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** What a check found, worst first. */
function Verdict({ proof }: { proof: CheckpointsProof }) {
  const { t, f } = useT('proof')
  const { count, fault, inconsistent, compared, notKept } = proof
  const bad = fault
    ? f(t.checked.fault, { number: fault.number })
    : inconsistent && f(t.checked.inconsistent, { number: inconsistent })
  const kind = bad ? 'down' : count === 0 ? 'unknown' : 'resolved'
  return (
    <>
      <State kind={kind} className="whitespace-normal!">
        {bad || (count === 0 ? t.checked.none : f(t.checked.good, { count, compared }))}
      </State>
      {count > 0 && (
        <State kind={notKept ? 'late' : 'resolved'} className="whitespace-normal!">
          {notKept ? f(t.checked.notKept, { number: notKept }) : t.checked.kept}
        </State>
      )}
    </>
  )
}

/** Make a checkpoint now; check all of them. */
export function CheckpointActions({ mayCheck }: { mayCheck: boolean }) {
  const { t } = useT('proof')
  const [api, queryClient, problem, outcome] = [useApi(), useQueryClient(), useProblem(), useOutcome()]
  const [proof, setProof] = useState<CheckpointsProof | string | null>(null)
  const [isChecking, setChecking] = useState(false)
  const take = useMutation(
    api.checkpoint.request.mutationOptions({ onSuccess: () => outcome.done(t.taken), onError: outcome.failed }),
  )
  const check = async () => {
    setChecking(true)
    const options = { ...api.checkpoint.verify.queryOptions({}), staleTime: 0 }
    setProof(await queryClient.fetchQuery(options).catch((error: unknown) => problem(error)))
    setChecking(false)
  }
  return (
    <div className="flex max-w-xl flex-col items-end gap-1 text-12 max-sm:items-start">
      <div className="flex gap-2">
        <Button isPending={take.isPending} onClick={() => take.mutate({})}>
          {t.take}
        </Button>
        {mayCheck && (
          <Button isPending={isChecking} onClick={check}>
            {t.check}
          </Button>
        )}
      </div>
      <div role="status" className="flex flex-col items-end gap-1 text-right max-sm:items-start max-sm:text-left">
        {typeof proof === 'string' && <p className="text-down-ink">{proof}</p>}
        {proof && typeof proof !== 'string' && <Verdict proof={proof} />}
      </div>
    </div>
  )
}
