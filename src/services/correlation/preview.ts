import { z } from 'zod'
import { withBuiltIn } from '@/domain/correlation/defaults'
import { type PastIncident, replayRules } from '@/domain/correlation/replay'
import { CorrelationSpec } from '@/domain/correlation/schema'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { demandEveryClient } from './guard'
import { loadOwnRules } from './rules'
import { loadSuspectsSince } from './suspects'

const INCIDENTS_MAX = 5_000
const GROUPS_MAX = 50
const MEMBERS_MAX = 20
const DAY_MS = 86_400_000
/** The rule that is being written has no id yet. */
const DRAFT_ID = '00000000-0000-7000-8000-00000000d00f'

const PreviewInput = z.strictObject({
  /** the rule that is being changed; left out: a new one */
  ruleId: zId.nullish().transform((id) => id ?? null),
  isEnabled: z.boolean().default(true),
  position: z.int().min(0).max(10_000).default(100),
  spec: CorrelationSpec,
  days: z.int('days: must be a whole number').min(1, 'days: at least 1').max(90, 'days: at most 90').default(30),
})

interface Named {
  id: string
  number: number
  title: string
  clientName: string
  openedAt: Date
}

const NAMES = `
SELECT i.id, i.number, i.title, c.name AS "clientName", i.opened_at AS "openedAt" FROM incident i
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = ANY($1::uuid[])`

export interface PreviewGroup {
  head: Named
  members: Named[]
  /** members beyond those named */
  more: number
}

/** What the rules, with this one among them, would have made of past incidents: replayed by the very decision that acts. */
export const previewCorrelation = query(
  { action: 'correlation.preview', can: 'response.manage', input: PreviewInput },
  async (ctx, { ruleId, days, ...draft }) => {
    demandEveryClient(ctx, ruleId)
    const own = await loadOwnRules(ctx.sql)
    const id = ruleId ?? DRAFT_ID
    const rules = withBuiltIn([...own.filter((rule) => rule.id !== id), { ...draft, id, name: '' }])
    const suspects = await loadSuspectsSince(ctx.sql, new Date(ctx.now.getTime() - days * DAY_MS), INCIDENTS_MAX)
    const past: PastIncident[] = suspects.slice(0, INCIDENTS_MAX)
    const without = replayRules(past, withBuiltIn(own))
    const replayed = replayRules(past, rules)
    const made = replayed.groups.filter((group) => group.ruleId === id)
    const shown = made.toSorted((a, b) => b.memberIds.length - a.memberIds.length).slice(0, GROUPS_MAX)
    const ids = shown.flatMap(({ headId, memberIds }) => [headId, ...memberIds.slice(0, MEMBERS_MAX)])
    const names = new Map((await ctx.sql<Named>(NAMES, [ids])).map((row) => [row.id, row]))
    const named = (each: string) => names.get(each) ?? []
    const groups = shown.flatMap(({ headId, memberIds }): PreviewGroup[] => {
      const head = names.get(headId)
      if (!head) return []
      return [
        {
          head,
          members: memberIds.slice(0, MEMBERS_MAX).flatMap(named),
          more: Math.max(0, memberIds.length - MEMBERS_MAX),
        },
      ]
    })
    return {
      days,
      incidents: past.length,
      isCut: suspects.length > INCIDENTS_MAX,
      callsBefore: without.calls,
      calls: replayed.calls,
      groups,
      groupsFound: made.length,
    }
  },
)
