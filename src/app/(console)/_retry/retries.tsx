import { can } from '@/domain/access/actor'
import type { RetryLine, RetryOffer } from '@/services/retry/list'
import { requireSession, serverApi } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { RetryDialog } from './retry-dialog'

const GLYPHS: Record<RetryLine['state'], GlyphKind> = {
  requested: 'awaiting',
  sending: 'awaiting',
  running: 'running',
  succeeded: 'resolved',
  failed: 'down',
  refused: 'down',
  unknown: 'unknown',
}

function Line({ retry, zone, viewer: { m, f, locale } }: { retry: RetryLine; zone: string; viewer: Viewer }) {
  const words = m.connection.retry
  const at = (moment: Date) => plantTime(moment, { zone, locale, detail: 'full' })
  const { state, withCurrent, requestedBy, requestedAt, verifiedAt, problem, newRun, newExecutionId } = retry
  const run = newRun && f(words.newRun, { run: newRun })
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-1.5">
      <State kind={GLYPHS[state]}>{words.states[state]}</State>
      {run && newExecutionId ? <TextLink href={`/runs/${newExecutionId}`}>{run}</TextLink> : run}
      {problem && <span>{problem}</span>}
      <span className="ml-auto text-ink-3">
        {f(words.line, { who: requestedBy, at: at(requestedAt), how: withCurrent ? words.current : words.original })}
        {verifiedAt && ` · ${f(words.verified, { at: at(verifiedAt) })}`}
      </span>
    </li>
  )
}

/** The run may be gone with its partition; the page around this is worth showing all the same. */
async function offerOf(executionId: string): Promise<RetryOffer | null> {
  const api = await serverApi()
  return api.run.retries({ executionId }).catch(() => null)
}

/** Second tries of a run with their seen outcome, and the button for another. Nothing for a run that no connection brought. */
export async function Retries({ executionId, zone, viewer }: { executionId: string; zone: string; viewer: Viewer }) {
  const [offer, { actor }] = await Promise.all([offerOf(executionId), requireSession()])
  if (!offer?.connection) return null
  const isShown = offer.retries.length > 0 || offer.isPossible
  if (!isShown) return null
  const mayTry = offer.isPossible && can(actor, 'incident.respond')
  return (
    <I18nProvider locale={viewer.locale} messages={pickMessages(viewer.locale, 'connection')}>
      <Section title={viewer.m.connection.retry.title}>
        <ul>
          {offer.retries.map((retry) => (
            <Line key={retry.id} retry={retry} zone={zone} viewer={viewer} />
          ))}
        </ul>
        {mayTry && (
          <div className="pt-2">
            <RetryDialog executionId={executionId} originalHash={offer.originalHash} currentHash={offer.currentHash} />
          </div>
        )}
      </Section>
    </I18nProvider>
  )
}
