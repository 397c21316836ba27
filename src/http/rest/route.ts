import type { z } from 'zod'
import type { Permission } from '@/domain/access/permissions'
import type { Caller } from '@/services/context'
import type { Verb } from '@/services/define'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof METHODS)[number]

interface RouteText {
  summary: string
  description?: string
  /** 201 for what makes a thing; 200 is the default */
  status?: 200 | 201
}

/** One public route: a verb at an address. Everything a document or a test needs is data. */
export interface RestRoute {
  method: Method
  /** `{name}` stands for a field of the verb's input */
  path: `/api/v1/${string}`
  action: string
  can: Permission
  kind: 'query' | 'mutation'
  input: z.ZodType
  output: z.ZodType
  status: 200 | 201
  summary: string
  description?: string
  /** takes an Idempotency-Key: its change and its answer are one transaction */
  isNameable: boolean
  /** Parses the raw input with the verb's schema, calls the verb, and lets out what `output` declares and nothing else. */
  run(caller: Caller, raw: unknown): Promise<unknown>
}

/** Puts a verb at an address. */
export function route<Input extends z.ZodType, Output, Shape extends z.ZodType<unknown, Output>>(
  address: `${Method} /api/v1/${string}`,
  verb: Verb<Input, Output>,
  output: Shape,
  text: RouteText,
): RestRoute {
  const [method, path] = address.split(' ') as [Method, RestRoute['path']]
  const { action, can, kind, input } = verb
  const run = async (caller: Caller, raw: unknown) => output.parse(await verb(caller, input.parse(raw)))
  const isNameable = kind === 'mutation' && 'within' in verb
  return { method, path, action, can, kind, input, output, status: 200, ...text, isNameable, run }
}

/** The names in `{braces}`, in order. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
}
