import { z } from 'zod'

/** What Stripe answers to a request it does not take. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly param?: string,
    readonly type: 'invalid_request_error' | 'card_error' | 'idempotency_error' = 'invalid_request_error',
  ) {
    super(message)
  }
}

type Tree = { [key: string]: Tree | string }

/** Stripe's form encoding: `items[0][price]=p` is a tree; indexes stay keys, `a[]=x` counts up. */
function tree(body: string): Tree {
  const root: Tree = {}
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name
      .replace(/\[\]$/, '[+]')
      .split(/[[\]]+/)
      .filter((part) => part !== '')
    const last = path.pop() ?? name
    let at = root
    for (const part of path) {
      const next = at[part]
      const branch = typeof next === 'object' ? next : {}
      at[part] = branch
      at = branch
    }
    at[last === '+' ? String(Object.keys(at).length) : last] = value
  }
  return root
}

/** Parses a body or a query with a strict schema; a parameter Stripe does not know is refused by its name, as Stripe does. */
export function form<Shape extends z.ZodType>(schema: Shape, body: string): z.output<Shape> {
  const result = schema.safeParse(tree(body))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
  const [head = '', ...rest] = path.map(String)
  const param = head + rest.map((part) => `[${part}]`).join('')
  if (issue?.code === 'unrecognized_keys') {
    throw new Refusal(400, 'parameter_unknown', `Received unknown parameter: ${param}`, param)
  }
  throw new Refusal(400, 'parameter_invalid', `Invalid ${param}: ${issue?.message ?? 'not usable'}`, param)
}

export const zWhole = z
  .string()
  .regex(/^-?\d{1,12}$/)
  .transform(Number)
export const zFlag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const zMetadata = z.record(z.string().max(40), z.string().max(500))

/** A list in form encoding: keys are indexes. */
export function zList<Item extends z.ZodType>(item: Item) {
  return z.record(z.string().regex(/^\d+$/), item).transform((record) => Object.values(record) as z.output<Item>[])
}
