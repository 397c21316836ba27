'use client'
import { useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Checkbox } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { Section } from '@/ui/primitives/section'
import { RowTable } from './row-table'
import type { Looked, Progress } from './use-import'

interface ResultProps {
  looked: Looked
  progress: Progress | null
  onWrite: () => void
  onAgain: () => void
}

function Finished({ rows }: { rows: number }) {
  const { t, f } = useT('clientImport')
  return (
    <div role="status" className="grid justify-items-start gap-3">
      <p className="font-medium text-15">{f(t.applied, { count: rows })}</p>
      <p className="flex flex-wrap gap-2">
        <LinkButton look="primary" href="/start">
          {t.toStart}
        </LinkButton>
        <LinkButton href="/">{t.toBoard}</LinkButton>
      </p>
    </div>
  )
}

/** What the rows would do, and the button that does exactly that. */
export function Result({ looked: { encoding, run }, progress, onWrite, onAgain }: ResultProps) {
  const { t, f } = useT('clientImport')
  const [isProblems, setProblems] = useState(run.counts.error > 0 && run.counts.create + run.counts.update === 0)
  const { counts, rows, ignored, delimiter } = run
  const writes = counts.create + counts.update
  if (progress?.state === 'finished') return <Finished rows={writes} />
  return (
    <Section title={f(t.counts, counts)}>
      <p className="py-3 text-ink-2">
        {encoding && t.encodings[encoding]} {t.delimiters[delimiter]}{' '}
        {ignored.length > 0 && f(t.ignored, { columns: ignored.join(', ') })}
      </p>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        {writes > 0 && progress?.state !== 'stopped' && (
          <Button look="primary" isPending={progress?.state === 'writing'} onClick={onWrite}>
            {t.apply}
          </Button>
        )}
        {progress?.state === 'stopped' && <Button onClick={onAgain}>{t.another}</Button>}
        <span role="status" className="text-12 text-ink-2">
          {progress?.state === 'writing' && f(t.progress, { done: progress.done, all: rows.length })}
          {progress?.state === 'stopped' && f(t.stopped, { done: progress.done })}
          {!progress && (writes > 0 ? t.applyHint : t.nothing)}
        </span>
        {counts.error > 0 && (
          <Checkbox
            label={t.onlyProblems}
            checked={isProblems}
            onChange={(event) => setProblems(event.target.checked)}
          />
        )}
      </div>
      <RowTable rows={isProblems ? rows.filter(({ outcome }) => outcome === 'error') : rows} />
    </Section>
  )
}
