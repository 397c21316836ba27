import type { BesideRun } from '@/services/run/around-incident'
import { fractionOf, RunStrip } from '@/ui/chart/run-strip'
import { StripAxis } from '@/ui/chart/strip-axis'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { scheduleSentence } from '../../../_components/schedule'
import type { Frame } from '../_components/header'

function Finding({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="border-line border-b py-3">
      <h3 className="text-12 text-ink-3">{title}</h3>
      <div className="mt-0.5">{children}</div>
    </div>
  )
}

function FirstFailure({ run, viewer: { m } }: { run: BesideRun; viewer: Viewer }) {
  return (
    <>
      <p className="font-medium">{run.errorStep ?? m.incident.firstStepUnknown}</p>
      {(run.message || run.errorClass) && (
        <p className="mt-0.5 font-mono text-12 text-ink-2 [overflow-wrap:anywhere]">{run.message ?? run.errorClass}</p>
      )}
      <TextLink href={`/runs/${run.id}`}>{m.incident.openRun}</TextLink>
    </>
  )
}

/** A version beside a failure is a fact, not a verdict. */
function versionWords({ firstFailure, lastSuccess }: Frame['around'], { m, f }: Viewer): string | null {
  if (!firstFailure?.version || !lastSuccess?.version) return null
  const [before, after] = [lastSuccess.version, firstFailure.version]
  return before === after
    ? f(m.incident.versionSame, { version: after })
    : f(m.incident.versionChanged, { before, after })
}

/** Hours far enough from the label of the beginning. */
function clearTicks({ window, ticks }: Frame['around'], openedAt: Date) {
  return ticks.filter(({ at }) => Math.abs(fractionOf(window, at) - fractionOf(window, openedAt)) > 0.22)
}

/** What the runs say: where it broke first, what still worked, and what was different. */
export function Cause({ data, around, zone, viewer }: Frame) {
  const { m, f, locale } = viewer
  const { firstFailure, lastSuccess, window } = around
  const opened = f(m.incident.begins, { at: plantTime(data.incident.openedAt, { zone, locale }) })
  const versions = versionWords(around, viewer)
  return (
    <Section title={m.incident.cause} note={m.incident.causeNote}>
      <div className="border-line border-b py-3">
        <RunStrip
          window={{ ...window, now: data.incident.openedAt }}
          buckets={around.buckets}
          label={`${m.incident.stripBefore}: ${opened}`}
          height={36}
        />
        <StripAxis
          edge={0.12}
          window={{ ...window, now: data.incident.openedAt }}
          ticks={clearTicks(around, data.incident.openedAt)}
          nowLabel={opened}
        />
      </div>
      <Finding title={m.incident.firstStep}>
        {firstFailure ? <FirstFailure run={firstFailure} viewer={viewer} /> : <p>{m.incident.noFailure}</p>}
      </Finding>
      {versions && <Finding title={m.incident.versionChange}>{versions}</Finding>}
      <Finding title={m.incident.lastSuccess}>
        {lastSuccess ? (
          <TextLink quiet href={`/runs/${lastSuccess.id}`}>
            {plantTime(lastSuccess.at, { zone, locale, detail: 'full' })}{' '}
            <span className="font-mono text-12 text-ink-2">{lastSuccess.runKey}</span>
          </TextLink>
        ) : (
          m.incident.lastSuccessNone
        )}
      </Finding>
      {around.rules.length > 0 && (
        <Finding title={m.incident.expected}>
          {around.rules.map((rule) => scheduleSentence(rule, viewer)).join('; ')}
        </Finding>
      )}
    </Section>
  )
}
