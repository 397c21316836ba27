import type { RunNeighbour, RunPage } from '@/services/run/get'
import type { Viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'
import { RunState } from '../../../_components/run-state'

function Neighbour({ run, label }: { run: RunNeighbour | null; label: string }) {
  return run && <LinkButton href={`/runs/${run.id}`}>{label}</LinkButton>
}

function sentenceOf({ run, error }: RunPage, { m, f, locale }: Viewer): string {
  const at = plantTime(run.endedAt ?? run.startedAt ?? run.anchorAt, { zone: run.zone, locale, detail: 'full' })
  const first = f(m.run.sentences[run.status], { workflow: run.workflow.name, at })
  return error?.step ? `${first} ${f(m.run.failedIn, { step: error.step })}` : first
}

/** Which run of what, how it ended, and where to go from here. */
export function RunHead({ data, viewer }: { data: RunPage; viewer: Viewer }) {
  const { m, f } = viewer
  const { run } = data
  const eyebrow = (
    <>
      <TextLink quiet href={`/clients/${run.client.slug}`}>
        {run.client.name}
      </TextLink>
      {run.site && <span>{run.site.city}</span>}
      <TextLink quiet href={`/workflows/${run.workflow.id}`}>
        {run.workflow.name}
      </TextLink>
      <span className="font-mono">{run.workflow.key}</span>
    </>
  )
  const title = (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span className="font-mono text-18">{run.runKey}</span>
      <span className="text-13 font-normal tracking-normal">
        <RunState status={run.status} viewer={viewer} />
      </span>
    </span>
  )
  const actions = (
    <>
      <Neighbour run={data.previous} label={m.run.previous} />
      <Neighbour run={data.next} label={m.run.next} />
      {data.incidents.map(({ number }) => (
        <LinkButton key={number} look="primary" href={`/incidents/${number}`}>
          {f(m.incident.number, { number: String(number) })}
        </LinkButton>
      ))}
    </>
  )
  return <PageHeader eyebrow={eyebrow} title={title} sentence={sentenceOf(data, viewer)} actions={actions} />
}
