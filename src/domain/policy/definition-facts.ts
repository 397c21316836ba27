import { Definition, type DefinitionNode } from '@/domain/version/canonical'

/** What policies want to know of a definition. */
export interface DefinitionFacts {
  hasErrorHandler: boolean
  /** names of entry points that anybody on the network may call */
  openWebhooks: string[]
}

/** A form's own default is "none" and is then not stored. */
function isOpen({ parameters: { authentication } }: DefinitionNode): boolean {
  return authentication === undefined || authentication === 'none'
}

/** Reads a canonical definition; null when it is not known or not of this form: then nothing is held against it. */
export function definitionFacts(definition: unknown): DefinitionFacts | null {
  const parsed = Definition.safeParse(definition)
  if (!parsed.success) return null
  const { nodes, settings } = parsed.data
  const { errorWorkflow } = settings
  const active = nodes.filter(({ isDisabled }) => !isDisabled)
  const doors = active.filter(({ trigger }) => trigger === 'webhook').filter(isOpen)
  return {
    // A workflow that handles errors itself is somebody's error handler.
    hasErrorHandler:
      (typeof errorWorkflow === 'string' && errorWorkflow !== '') || active.some(({ trigger }) => trigger === 'error'),
    openWebhooks: doors.map(({ name }) => name).sort(),
  }
}
