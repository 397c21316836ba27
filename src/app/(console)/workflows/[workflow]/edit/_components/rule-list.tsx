'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleFields } from '@/services/workflow/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { ruleGlyph } from '../../../../_components/rule-state'
import { useOutcome } from '../../../../settings/_components/use-outcome'
import { RuleForm } from './rule-form'

interface RuleListProps {
  workflowId: string
  rules: readonly RuleFields[]
  /** the plant's zone, for a new rule */
  zone: string
  now: Date
}

const NEW = 'new'

/** Every rule of the workflow; one of them may be open for change. */
export function RuleList({ workflowId, rules, zone, now }: RuleListProps) {
  const { t } = useT('registry')
  const words = t.rule
  const [openId, setOpenId] = useState<string | null>(rules.length === 0 ? NEW : null)
  const form = (rule: RuleFields | null) => (
    <RuleForm workflowId={workflowId} rule={rule} zone={zone} now={now} onDone={() => setOpenId(null)} />
  )
  return (
    <>
      {rules.length === 0 && <p className="py-3 text-ink-2">{words.none}</p>}
      <ul>
        {rules.map((rule) => (
          <li key={rule.id} className="border-line border-b py-2">
            <RuleRow rule={rule} onEdit={() => setOpenId(rule.id)} />
            {openId === rule.id && form(rule)}
          </li>
        ))}
      </ul>
      {openId === NEW ? (
        form(null)
      ) : (
        <Button className="mt-3" onClick={() => setOpenId(NEW)}>
          {words.add}
        </Button>
      )}
    </>
  )
}

/** One rule: what, how it stands, and what can be done with it. */
function RuleRow({ rule, onEdit }: { rule: RuleFields; onEdit: () => void }) {
  const { t, f, locale } = useT('registry')
  const words = t.rule
  const [api, { done, failed }] = [useApi(), useOutcome()]
  const said = (dueAt: Date | null) =>
    dueAt ? f(words.resumed, { time: plantTime(dueAt, { zone: rule.zone, locale, detail: 'full' }) }) : words.paused
  const outcome = { onSuccess: ({ dueAt }: { dueAt: Date | null }) => done(said(dueAt)), onError: failed }
  const pause = useMutation(api.expectation.pause.mutationOptions(outcome))
  const resume = useMutation(api.expectation.resume.mutationOptions(outcome))
  const isPaused = rule.status === 'paused'
  const turn = isPaused ? resume : pause
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <State kind={ruleGlyph(rule.status)}>{words.states[rule.status]}</State>
      <span className="flex-1 basis-32 whitespace-nowrap font-mono text-12">
        {rule.kind === 'cron' ? rule.cron : f(words.intervalShown, { min: (rule.intervalS ?? 0) / 60 })}
      </span>
      <span className="text-12 text-ink-3">{rule.zone}</span>
      <Button look="ghost" isPending={turn.isPending} onClick={() => turn.mutate({ expectationId: rule.id })}>
        {isPaused ? words.resume : words.pause}
      </Button>
      <Button look="ghost" onClick={onEdit}>
        {words.edit}
      </Button>
    </div>
  )
}
