import type { CorrelationRule } from './schema'

const CREDENTIAL_WORDS = ['auth', 'credential', 'unauthorized', 'forbidden', 'token', 'certificate', '401', '403']

/** Rules that every partner has; a row with the same id replaces one, and switching it off is such a row. */
export const BUILT_IN_RULES: readonly CorrelationRule[] = [
  {
    id: '00000000-0000-7000-8000-00000000c001',
    name: 'Shared credential',
    isEnabled: true,
    position: 1_000,
    spec: {
      reach: 'partner',
      match: {
        mode: 'any',
        conditions: [
          { field: 'error_class', op: 'contains', values: CREDENTIAL_WORDS },
          { field: 'message', op: 'contains', values: ['unauthorized', 'invalid credential', 'token expired'] },
        ],
      },
      groupBy: ['connection'],
      windowS: 900,
      threshold: 1,
      waitS: 0,
      resolve: 'all',
      resolveDelayS: 0,
      reopenDelayS: 1_800,
    },
  },
  {
    id: '00000000-0000-7000-8000-00000000c002',
    name: 'Shared system',
    isEnabled: true,
    position: 2_000,
    spec: {
      reach: 'client',
      match: { mode: 'all', conditions: [] },
      groupBy: ['system'],
      windowS: 900,
      threshold: 1,
      waitS: 0,
      resolve: 'all',
      resolveDelayS: 0,
      reopenDelayS: 1_800,
    },
  },
]

export function isBuiltIn(ruleId: string): boolean {
  return BUILT_IN_RULES.some(({ id }) => id === ruleId)
}

/** The partner's rules with the built-in ones that it has not replaced, in the order they are asked. */
export function withBuiltIn(own: readonly CorrelationRule[]): CorrelationRule[] {
  const kept = BUILT_IN_RULES.filter(({ id }) => !own.some((rule) => rule.id === id))
  return [...own, ...kept].toSorted((a, b) => a.position - b.position || a.id.localeCompare(b.id))
}
