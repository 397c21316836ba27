'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleFields, WorkflowForm } from '@/services/workflow/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { ruleGlyph } from '../../../../_components/rule-state'
import { useOutcome } from '../../../../settings/_components/use-outcome'
import { RuleForm } from './rule-form'

interface RuleListProps {
  choices: WorkflowForm
  /** each rule in the reader's words */
  sentences: Readonly<Record<string, string>>
  /** the plant's zone, for a new rule */
  zone: string
  now: Date
}

const NEW = 'new'

/** Every rule of the workflow; one of them may be open for change. */
export function RuleList({ choices, sentences, zone, now }: RuleListProps) {
  const { rules } = choices
  const { t } = useT('registry')
  const words = t.rule
  const [openId, setOpenId] = useState<string | null>(rules.length === 0 ? NEW : null)
  const form = (rule: RuleFields | null) => (
    <RuleForm choices={choices} rule={rule} zone={zone} now={now} onDone={() => setOpenId(null)} />
  )
  return (
    <>
      {rules.length === 0 && <p className="py-3 text-ink-2">{words.none}</p>}
      <ul>
        {rules.map((rule) => (
          <li key={rule.id} className="border-line border-b py-2">
            <RuleRow rule={rule} sentence={sentences[rule.id] ?? ''} onEdit={() => setOpenId(rule.id)} />
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
function RuleRow({ rule, sentence, onEdit }: { rule: RuleFields; sentence: string; onEdit: () => void }) {
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
      <TextLink quiet href={`/expectations/${rule.id}`} className="flex-1 basis-48">
        {sentence}
      </TextLink>
      <Button look="ghost" isPending={turn.isPending} onClick={() => turn.mutate({ expectationId: rule.id })}>
        {isPaused ? words.resume : words.pause}
      </Button>
      <Button look="ghost" onClick={onEdit}>
        {words.edit}
      </Button>
    </div>
  )
}
