import type { z } from 'zod'
import type { Caller } from './context'
import { demand, type Mutation, type Verb, type VerbSpec } from './define'

/**
 * A verb with slow or outside work before its transaction (hashing a password, spending a try), so that no
 * database connection waits for it. `prepare` turns the input into the inner verb's input; only that one changes data.
 */
export function prepared<Input extends z.ZodType, Ready extends z.ZodType, Output>(
  spec: VerbSpec<Input>,
  prepare: (caller: Caller, input: z.output<Input>) => Promise<z.output<Ready>>,
  inner: Mutation<Ready, Output>,
): Verb<Input, Output> {
  const verb = async (caller: Caller, input: z.output<Input>) => {
    demand(caller, spec)
    return inner(caller, await prepare(caller, input))
  }
  return Object.assign(verb, { ...spec, kind: 'mutation' as const })
}
