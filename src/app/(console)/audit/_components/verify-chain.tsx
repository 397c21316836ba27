'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditProof } from '@/services/audit/verify'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { State } from '@/ui/primitives/state'
import { useProblem } from '../../_lib/use-problem'

type Progress =
  | { kind: 'idle' }
  | { kind: 'walking'; done: number; total: number }
  | { kind: 'whole'; count: number; head: string }
  | { kind: 'broken'; why: 'gap' | 'link_broken' | 'content_altered'; seq: string }
  | { kind: 'failed'; words: string }

interface Head {
  seq: bigint
  hash: string
}

/** Walks the chain piece by piece; each call proves at most 10 000 entries and says where to go on. */
function useWalk() {
  const api = useApi()
  const queryClient = useQueryClient()
  const problem = useProblem()
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const walk = async () => {
    setProgress({ kind: 'walking', done: 0, total: 0 })
    let after: Head | null = null
    try {
      do {
        const { verdict, head, next }: AuditProof = await queryClient.fetchQuery({
          ...api.audit.verify.queryOptions({ after }),
          staleTime: 0,
        })
        if (!verdict.ok) return setProgress({ kind: 'broken', why: verdict.why, seq: verdict.firstBadSeq.toString() })
        after = next
        const done = Number(verdict.head.seq)
        setProgress(
          next ? { kind: 'walking', done, total: Number(head.seq) } : { kind: 'whole', count: done, head: head.hash },
        )
      } while (after)
    } catch (error) {
      setProgress({ kind: 'failed', words: problem(error) })
    }
  }
  return { progress, walk }
}

/** Proves the whole trail, with its progress; the verdict stays until the page is left. */
export function VerifyChain() {
  const { t, f } = useT('audit')
  const { progress, walk } = useWalk()
  return (
    <div className="flex max-w-xl flex-col items-end gap-1 text-right text-12 max-sm:items-start max-sm:text-left">
      <Button isPending={progress.kind === 'walking'} onClick={walk}>
        {t.verify}
      </Button>
      <div role="status">
        {progress.kind === 'walking' && f(t.verifying, { done: progress.done, total: progress.total })}
        {progress.kind === 'whole' && (
          <State kind="resolved" className="whitespace-normal!">
            {progress.count === 0 ? t.verifiedNone : f(t.verified, { count: progress.count })}
          </State>
        )}
        {progress.kind === 'whole' && progress.count > 0 && (
          <p className="text-ink-3">
            {f(t.verifiedHead, { seq: progress.count })}{' '}
            <span className="font-mono [overflow-wrap:anywhere]">{progress.head}</span>
          </p>
        )}
        {progress.kind === 'broken' && (
          <State kind="down" className="whitespace-normal!">
            {f(t.verdictBad[progress.why], { seq: progress.seq })}
          </State>
        )}
        {progress.kind === 'failed' && <p className="text-down-ink">{progress.words}</p>}
      </div>
    </div>
  )
}
