import type { ObjectiveCalendar, ObjectiveForm, ObjectiveInput, ScopeKind } from '@/domain/objective/schema'
import type { ObjectiveChoices } from '@/services/objective/form'
import type { StoredObjective } from '@/services/objective/load'

/** What is typed, as text; numbers are read when it is sent. */
export interface ObjectiveDraft {
  name: string
  form: ObjectiveForm
  scopeKind: ScopeKind
  scopeId: string
  /** percent, with a point or a comma */
  target: string
  windowKind: 'calendar_month' | 'rolling'
  days: string
  calendar: ObjectiveCalendar
  sliceMin: string
  maxMinutes: string
}

export const EMPTY_DRAFT: ObjectiveDraft = {
  name: '',
  form: 'obligations',
  scopeKind: 'process',
  scopeId: '',
  target: '99',
  windowKind: 'calendar_month',
  days: '30',
  calendar: 'plant',
  sliceMin: '1',
  maxMinutes: '',
}

export function draftOf(objective: StoredObjective): ObjectiveDraft {
  const { name, form, scope, targetPpm, window, calendar, sliceS, maxDurationMs } = objective
  return {
    ...{ name, form, calendar },
    scopeKind: scope.kind,
    scopeId: scope.id,
    target: String(targetPpm / 10_000),
    windowKind: window.kind,
    days: window.kind === 'rolling' ? String(window.days) : '30',
    sliceMin: String(sliceS / 60),
    maxMinutes: maxDurationMs === null ? '' : String(maxDurationMs / 60_000),
  }
}

/** What a kind of scope can be chosen from. */
export function choicesOf(kind: ScopeKind, choices: ObjectiveChoices): readonly { id: string; name: string }[] {
  if (kind === 'workflow') return choices.workflows
  if (kind === 'process') return choices.processes
  if (kind === 'site') return choices.sites
  return choices.client ? [choices.client] : []
}

/** A decimal as people write it, with a point or a comma. */
function decimalOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) ? value : null
}

/** The verb's input, or null while it is not complete. */
export function objectiveOfDraft(draft: ObjectiveDraft, choices: ObjectiveChoices): ObjectiveInput | null {
  const target = decimalOf(draft.target)
  const id = draft.scopeId || choicesOf(draft.scopeKind, choices)[0]?.id
  const days = Math.round(decimalOf(draft.days) ?? 0)
  const isRolling = draft.windowKind === 'rolling'
  if (target === null || target < 50 || target > 100 || !id || (isRolling && (days < 1 || days > 366))) return null
  const minutes = decimalOf(draft.maxMinutes)
  const site = choices.sites.find((each) => draft.scopeKind === 'site' && each.id === id)
  return {
    name: draft.name.trim(),
    form: draft.form,
    scope: { kind: draft.scopeKind, id },
    targetPpm: Math.round(target * 10_000),
    window: isRolling ? { kind: 'rolling', days } : { kind: 'calendar_month' },
    zone: site?.zone ?? choices.zone,
    calendar: draft.calendar,
    sliceS: Number(draft.sliceMin) * 60,
    maxDurationMs:
      draft.form === 'occurrences' && minutes !== null && minutes > 0 ? Math.round(minutes * 60_000) : null,
  }
}
