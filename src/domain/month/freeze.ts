import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'
import type { Span } from '@/lib/span'
import type { MonthFacts } from './facts'
import type { MonthFigures } from './figures'
import { LATE_WINDOW_MS } from './timeline'

/** Figures as they are kept: canonical JSON (RFC 8785) and the SHA-256 (hex) of exactly that text. */
export interface Sealed {
  text: string
  digest: string
}

export function seal(figures: MonthFigures): Sealed {
  const text = canonicalJson(figures)
  return { text, digest: sha256(text) }
}

/** Late news has this long to arrive before a month is frozen without a reason. */
export function freezableFrom({ to }: Span): Date {
  return new Date(to.getTime() + LATE_WINDOW_MS)
}

/** Why a month cannot be frozen now, in words that say what to change; null when it can. */
export function freezeProblem(span: Span, { now, reason }: { now: Date; reason: string | null }): string | null {
  if (now < span.to) return `The month ends at ${span.to.toISOString()}; it cannot be frozen before.`
  const from = freezableFrom(span)
  if (now >= from || reason !== null) return null
  return `reason: late news may still arrive until ${from.toISOString()}; say why the month is frozen now, or wait`
}

/** SHA-256 over everything the figures were computed from: the same inputs, whenever they are read again, give the same digest. */
export function inputsDigest(facts: MonthFacts): string {
  const { month, zone, versions, contractEndsOn, sites, windows, objectives, expectations, incidents } = facts
  const inputs = {
    ...{ month, zone, versions, contractEndsOn },
    sites: sites.map(({ id, calendar }) => ({ id, calendar })),
    windows: windows.map(({ covers: _covers, ...window }) => window),
    objectives: objectives.map(({ objective: { id, form }, days }) => ({ id, form, days: [...days].sort() })),
    expectations: expectations.map(({ calendar: _calendar, ...rest }) => rest),
    incidents: incidents.map(({ calendar: _calendar, ...rest }) => rest),
    conformance: facts.conformance,
    gaps: facts.gaps,
  }
  // Through JSON first: instants become text.
  return sha256(canonicalJson(JSON.parse(JSON.stringify(inputs))))
}
