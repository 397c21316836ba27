import type { Metadata } from 'next'
import { cache } from 'react'
import type { RunPage as RunModel, RunNeighbour } from '@/services/run/get'
import { page } from '@/trpc/server'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { RunState } from '../../_components/run-state'
import { Events } from './_components/events'
import { RunFacts } from './_components/facts'
import { Gantt } from './_components/gantt'

interface Props {
  params: Promise<{ execution: string }>
}

const read = cache((executionId: string) => page((api) => api.run.get({ executionId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ run }, { m, f }] = await Promise.all([read((await params).execution), viewer()])
  return { title: f(m.run.title, { run: run.runKey }) }
}

function Neighbour({ run, label }: { run: RunNeighbour | null; label: string }) {
  return run && <LinkButton href={`/runs/${run.id}`}>{label}</LinkButton>
}

/** Class, message and step, as the sender put them. */
function RunErrorBlock({ data, viewer }: { data: RunModel; viewer: Viewer }) {
  const { m } = viewer
  if (data.run.status !== 'failed') return null
  const { error } = data
  const words = m.run.errorParts
  const items = [
    { term: words.step, value: error?.step && <span className="font-medium text-down-ink">{error.step}</span> },
    { term: words.class, value: error?.class && <span className="font-mono text-12">{error.class}</span> },
  ].filter(({ value }) => value)
  return (
    <Section title={m.run.error}>
      <div className="py-2">
        <DefinitionList items={items} />
        {error?.message && (
          <pre className="mt-2 whitespace-pre-wrap border-down-fill border-l-2 pl-3 font-mono text-12 [overflow-wrap:anywhere]">
            {error.message}
          </pre>
        )}
        {!error && <p className="text-ink-3">{m.run.errorNone}</p>}
      </div>
    </Section>
  )
}

function sentenceOf({ run, error }: RunModel, { m, f, locale }: Viewer): string {
  const at = plantTime(run.endedAt ?? run.startedAt ?? run.anchorAt, { zone: run.zone, locale, detail: 'full' })
  const first = f(m.run.sentences[run.status], { workflow: run.workflow.name, at })
  return error?.step ? `${first} ${f(m.run.failedIn, { step: error.step })}` : first
}

/** One run: what happened, in its sender's own words. */
export default async function RunPage({ params }: Props) {
  const [data, reader] = await Promise.all([read((await params).execution), viewer()])
  const { m, f } = reader
  const { run, steps } = data
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
        <RunState status={run.status} viewer={reader} />
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
  return (
    <>
      <PageHeader eyebrow={eyebrow} title={title} sentence={sentenceOf(data, reader)} actions={actions} />
      <RunFacts data={data} viewer={reader} />
      <div className="mt-6 flex flex-col gap-6">
        <RunErrorBlock data={data} viewer={reader} />
        <Section title={m.run.steps} note={steps.length > 0 ? m.run.stepsNote : undefined}>
          {steps.length > 0 ? (
            <Gantt steps={steps} span={{ from: run.startedAt, to: run.endedAt }} viewer={reader} />
          ) : (
            <p className="py-3 text-ink-3">{m.run.stepsNone}</p>
          )}
        </Section>
        <Events data={data} viewer={reader} />
      </div>
    </>
  )
}
