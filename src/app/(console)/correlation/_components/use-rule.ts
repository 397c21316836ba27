'use client'
import { useState } from 'react'
import type { CorrelationRule, CorrelationSpec, Facet, MatchCondition } from '@/domain/correlation/schema'

/** A condition as it is typed; `key` keeps its row while others come and go. */
export interface DraftCondition {
  key: number
  field: MatchCondition['field']
  op: MatchCondition['op']
  values: string
}

export interface RuleDraft {
  name: string
  position: string
  isEnabled: boolean
  reach: CorrelationSpec['reach']
  mode: CorrelationSpec['match']['mode']
  conditions: DraftCondition[]
  groupBy: Facet[]
  windowMin: string
  threshold: string
  waitS: string
  resolve: CorrelationSpec['resolve']
  resolveDelayMin: string
  reopenDelayMin: string
}

const minutes = (seconds: number) => String(Math.round(seconds / 6) / 10)
const seconds = (typed: string) => Math.round(Number(typed.replace(',', '.')) * 60)

function beginWith(given: CorrelationRule | null): RuleDraft {
  const spec = given?.spec
  return {
    ...{ name: given?.name ?? '', position: String(given?.position ?? 100), isEnabled: given?.isEnabled ?? true },
    ...{ reach: spec?.reach ?? 'client', mode: spec?.match.mode ?? 'all', groupBy: spec?.groupBy ?? ['system'] },
    conditions: (spec?.match.conditions ?? []).map(({ field, op, values }, key) => ({
      ...{ key, field, op },
      values: values.join(', '),
    })),
    ...{
      windowMin: minutes(spec?.windowS ?? 900),
      threshold: String(spec?.threshold ?? 1),
      waitS: String(spec?.waitS ?? 0),
    },
    ...{ resolve: spec?.resolve ?? 'all', resolveDelayMin: minutes(spec?.resolveDelayS ?? 0) },
    reopenDelayMin: minutes(spec?.reopenDelayS ?? 1_800),
  }
}

function specOf(draft: RuleDraft): CorrelationSpec {
  const threshold = Number(draft.threshold)
  return {
    reach: draft.reach,
    match: {
      mode: draft.mode,
      conditions: draft.conditions.map(({ field, op, values }) => ({
        ...{ field, op },
        values: values.split(',').flatMap((value) => value.trim() || []),
      })),
    },
    ...{
      groupBy: draft.groupBy,
      windowS: seconds(draft.windowMin),
      threshold,
      waitS: threshold > 1 ? Number(draft.waitS) : 0,
    },
    ...{
      resolve: draft.resolve,
      resolveDelayS: seconds(draft.resolveDelayMin),
      reopenDelayS: seconds(draft.reopenDelayMin),
    },
  }
}

/** What is being written, and the rule it means. */
export function useRule(given: CorrelationRule | null) {
  const [draft, setDraft] = useState(() => beginWith(given))
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }))
  const { name, isEnabled, position } = draft
  return { draft, change, rule: { name, isEnabled, position: Number(position), spec: specOf(draft) } }
}
