import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { Retries } from '../../_retry/retries'
import { Events } from './_components/events'
import { RunFacts } from './_components/facts'
import { RunFailure } from './_components/failure'
import { Gantt } from './_components/gantt'
import { RunHead } from './_components/head'

interface Props {
  params: Promise<{ execution: string }>
}

const read = cache((executionId: string) => page((api) => api.run.get({ executionId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ run }, { m, f }] = await Promise.all([read((await params).execution), viewer()])
  return { title: f(m.run.title, { run: run.runKey }) }
}

/** One run: what happened, in its sender's own words. */
export default async function RunPage({ params }: Props) {
  const [data, reader] = await Promise.all([read((await params).execution), viewer()])
  const { m } = reader
  const { run, steps } = data
  return (
    <>
      <RunHead data={data} viewer={reader} />
      <RunFacts data={data} viewer={reader} />
      <div className="mt-6 flex flex-col gap-6">
        <RunFailure data={data} viewer={reader} />
        {run.status === 'failed' && <Retries executionId={run.id} zone={run.zone} viewer={reader} />}
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
