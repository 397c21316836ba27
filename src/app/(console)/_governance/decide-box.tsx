import type { WaitingApproval } from '@/services/approval/list'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { NearTime } from '../_components/figures'
import { DecideForm } from './decide-form'

function votersWords({ voters }: WaitingApproval, { m }: Viewer): string {
  return voters.length > 0 ? voters.map(({ name }) => name).join(', ') : m.approval.changes.nobody
}

/** Who has said what, who still can, and the reader's own say; who may not is told why, and sees no button. */
export function DecideBox({ request, zone, viewer }: { request: WaitingApproval; zone: string; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.approval.decide
  const isOpen = request.status === 'open'
  const given = request.decisions.filter(({ decision }) => decision === 'approve').length
  const mayDecide = request.refusal === null
  const note = (
    <>
      {f(words.votes, { given, quorum: request.quorum })}
      {isOpen && (
        <>
          {', '}
          <NearTime at={request.expiresAt} now={new Date()} zone={zone} viewer={viewer} />
        </>
      )}
    </>
  )
  return (
    <Section title={words.title} note={note}>
      <ul>
        {request.decisions.map((each) => (
          <li key={each.approverId} className="border-line border-b py-2">
            <State kind={each.decision === 'approve' ? 'resolved' : 'paused'}>
              {each.seatId === each.approverId
                ? each.approverName
                : f(m.approval.change.events.inSeat, { who: each.approverName, seat: each.seatName })}
            </State>
            <p className="mt-0.5 text-12 text-ink-2">{each.reason}</p>
          </li>
        ))}
      </ul>
      {request.isAfterReview && <p className="pt-2 text-12 text-ink-2">{words.afterReview}</p>}
      {isOpen && (
        <p className="pt-2 text-12">
          <span className="text-ink-3">{words.canDecide} </span>
          {votersWords(request, viewer)}
          {request.escalatedAt && <span className="text-late-ink"> · {m.approval.changes.escalated}</span>}
        </p>
      )}
      {isOpen && request.refusal !== null && (
        <p className="mt-2 rounded-sm bg-sunken px-3 py-2 text-12">{words.why[request.refusal]}</p>
      )}
      {isOpen && (mayDecide || request.lent.length > 0) && (
        <I18nProvider locale={locale} messages={{ approval: m.approval }}>
          <DecideForm
            requestId={request.id}
            contentHash={request.contentHash}
            title={request.title}
            client={request.client.name}
            mayFromOwnSeat={mayDecide}
            lent={request.lent}
          />
        </I18nProvider>
      )}
    </Section>
  )
}
