import type { z } from 'zod'
import { form, Refusal } from '../form'
import { listOf } from '../money'
import type { Thing } from '../shapes'
import type { StripeWorld } from '../world'

export interface Asked {
  world: StripeWorld
  /** what stands in the path's places, in order */
  ids: string[]
  /** body of a POST, query of the others */
  given: string
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: RegExp
  run(asked: Asked): unknown
}

/** `customers/:id` with the schema of what it takes. */
export function route<Shape extends z.ZodType>(
  method: Route['method'],
  path: string,
  schema: Shape,
  run: (world: StripeWorld, given: z.output<Shape>, id: string) => unknown,
): Route {
  const pattern = new RegExp(`^${path.replaceAll(':id', '([A-Za-z0-9_]+)')}$`)
  return { method, path: pattern, run: ({ world, ids, given }) => run(world, form(schema, given), ids[0] ?? '') }
}

/** Newest first, as Stripe lists; `starting_after` pages on. */
export function pageOf<Item extends Thing>(
  url: string,
  items: Item[],
  { limit = 10, starting_after: after }: { limit?: number | undefined; starting_after?: string | undefined },
) {
  const sorted = items.toReversed()
  const from = after ? sorted.findIndex(({ id }) => id === after) + 1 : 0
  const data = sorted.slice(from, from + limit)
  return { ...listOf(url, data), has_more: from + limit < sorted.length }
}

/** `expand[]=data.latest_invoice`: ids become the objects they name. */
export function expanded(world: StripeWorld, answer: unknown, paths: readonly string[]): unknown {
  const copy: unknown = structuredClone(answer)
  for (const path of paths) expandAt(world, copy, path.split('.'))
  return copy
}

function expandAt(world: StripeWorld, at: unknown, [step = '', ...rest]: string[]): void {
  if (typeof at !== 'object' || at === null || step === '') return
  const holder = at as Record<string, unknown>
  if (step === 'data' && Array.isArray(holder.data)) {
    for (const each of holder.data) expandAt(world, each, rest)
    return
  }
  if (!(step in holder))
    throw new Refusal(400, 'parameter_invalid', `This property cannot be expanded (${step}).`, 'expand')
  const value = holder[step]
  if (typeof value === 'string') holder[step] = structuredClone(world.find(value)) ?? value
  if (rest.length > 0) expandAt(world, holder[step], rest)
}
