import { z } from 'zod'
import { zLink } from '@/domain/connection/schema'
import { AppError } from '@/lib/errors'
import type { Caller } from '../context'
import { demand, type Verb } from '../define'
import { connectorOf } from './port'

const input = z.strictObject(zLink)
const spec = { action: 'connection.probe', can: 'connection.manage', input } as const

/** What a first look shows of a workflow of the source. */
export interface ProbedWorkflow {
  ref: string
  name: string
  isActive: boolean
  nodes: number
  triggers: string[]
  hasErrorWorkflow: boolean
}

async function look(caller: Caller, { product, ...link }: z.output<typeof input>) {
  demand(caller, spec)
  const read = await connectorOf(product).probe(link)
  if (!read.ok) throw new AppError('INVALID', `${read.problem.detail}. Check the address and the API key.`)
  const { workflows, canReadRuns, newestRun } = read.value
  const shown = workflows.map(({ ref, name, isActive, facts, definition }): ProbedWorkflow => {
    const triggers = [
      ...new Set(definition.nodes.flatMap(({ trigger, isDisabled }) => (isDisabled ? [] : (trigger ?? [])))),
    ]
    return { ref, name, isActive, nodes: facts.nodes, triggers, hasErrorWorkflow: facts.hasErrorWorkflow }
  })
  return { canReadRuns, newestRun, workflows: shown }
}

/**
 * Asks a source before anything is stored: is it there, does it take the key, what does it have. Changes nothing here or
 * there, and holds no transaction while it waits for the other side.
 */
export const probeConnection: Verb<typeof input, Awaited<ReturnType<typeof look>>> = Object.assign(look, {
  ...spec,
  kind: 'mutation' as const,
})
