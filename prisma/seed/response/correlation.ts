import type { Caller } from '@/services/context'
import { createCorrelationRule } from '@/services/correlation/save'

/** Two rules that the partner wrote, asked before the built-in ones. */
export async function seedCorrelation(owner: Caller): Promise<void> {
  const life = { resolve: 'all' as const, resolveDelayS: 60, reopenDelayS: 1_800 }
  const rules = [
    {
      name: 'Carrier gateways, across clients',
      position: 10,
      spec: {
        reach: 'partner' as const,
        match: {
          mode: 'all' as const,
          conditions: [{ field: 'system' as const, op: 'contains' as const, values: ['EDI', 'carrier'] }],
        },
        ...{ groupBy: ['system' as const, 'error_class' as const], windowS: 1_800, threshold: 1, waitS: 0 },
        ...life,
      },
    },
    {
      name: 'Comfort workflows: only three at once',
      position: 500,
      spec: {
        reach: 'client' as const,
        match: { mode: 'all' as const, conditions: [{ field: 'tier' as const, op: 'is' as const, values: ['3'] }] },
        ...{ groupBy: ['system' as const], windowS: 1_800, threshold: 3, waitS: 300 },
        ...life,
      },
    },
  ]
  for (const rule of rules) await createCorrelationRule(owner, createCorrelationRule.input.parse(rule))
}
