import type { WaitingApproval } from '@/services/approval/list'
import type { ChangeDetail } from '@/services/change/get'
import type { Viewer } from '@/ui/i18n/server'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { Timeline } from '@/ui/primitives/timeline'

interface Entry {
  at: Date
  words: string
  detail?: string
}

function requestEntries(change: ChangeDetail, request: WaitingApproval, { m, f }: Viewer): Entry[] {
  const words = m.approval.change.events
  const asked = request.isAfterReview ? words.released : words.submitted
  const entries: Entry[] = [
    { at: request.requestedAt, words: f(asked, { who: request.requesterName, quorum: request.quorum }) },
    ...request.decisions.map((each) => ({
      at: each.decidedAt,
      words: f(words[each.decision], {
        who:
          each.seatId === each.approverId
            ? each.approverName
            : f(words.inSeat, { who: each.approverName, seat: each.seatName }),
      }),
      detail: each.reason,
    })),
  ]
  if (request.escalatedAt) entries.push({ at: request.escalatedAt, words: words.escalated })
  const { closedAt, status } = request
  const why = request.closedReason ?? change.closedReason ?? '–'
  if (closedAt && status === 'voided') entries.push({ at: closedAt, words: f(words.voided, { why }) })
  if (closedAt && status === 'expired') entries.push({ at: closedAt, words: words.expired })
  if (closedAt && status === 'withdrawn') entries.push({ at: closedAt, words: f(words.withdrawn, { why }) })
  return entries
}

/** What happened to a change, newest first. */
export function Story({ change, viewer }: { change: ChangeDetail; viewer: Viewer }) {
  const { m, f, locale, zone: viewerZone } = viewer
  const words = m.approval.change
  const entries: Entry[] = [
    { at: change.createdAt, words: f(words.events.created, { who: change.requesterName }) },
    ...change.requests.flatMap((request) => requestEntries(change, request, viewer)),
  ]
  if (change.clearedAt) entries.push({ at: change.clearedAt, words: words.events.cleared })
  if (change.provedAt && change.proof)
    entries.push({
      at: change.provedAt,
      words: words.events.proved,
      detail: f(words.proof[change.proof.kind], { version: change.version.number }),
    })
  if (change.supersededAt) entries.push({ at: change.supersededAt, words: words.events.superseded })
  const rows = entries
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.index - a.index)
  return (
    <Section title={words.timeline}>
      <Timeline
        entries={rows.map(({ at, words: text, detail, index }) => ({
          id: String(index),
          time: (
            <PlantTime at={at} zone={change.workflow.zone} viewerZone={viewerZone} locale={locale} detail="weekday" />
          ),
          content: (
            <>
              {text}
              {detail && <p className="text-12 text-ink-2">{detail}</p>}
            </>
          ),
        }))}
      />
    </Section>
  )
}
