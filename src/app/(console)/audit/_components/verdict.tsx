import type { AuditPage } from '@/services/audit/list'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'

/** What a check of the shown entries says. */
export function Verdict({ verdict, viewer: { m, f } }: { verdict: AuditPage['verdict']; viewer: Viewer }) {
  if (!verdict)
    return (
      <State kind="unknown" className="whitespace-normal!">
        {m.audit.verdictNone}
      </State>
    )
  if (!verdict.ok)
    return (
      <State kind="down" className="whitespace-normal!">
        {f(m.audit.verdictBad[verdict.why], { seq: verdict.firstBadSeq.toString() })}
      </State>
    )
  const from = verdict.head.seq - BigInt(verdict.count) + 1n
  return (
    <State kind="resolved" className="whitespace-normal!">
      {f(m.audit.verdictOk, { count: verdict.count, from: from.toString(), to: verdict.head.seq.toString() })}
    </State>
  )
}
