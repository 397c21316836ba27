import { z } from 'zod'

/** The public API (v1) as it answers; more fields come with every release and are let through. Ids are numeric strings. */
const zRunId = z.union([z.string().regex(/^\d{1,18}$/), z.int().min(0)]).transform((id) => BigInt(id))
const zInstant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const Execution = z.looseObject({
  id: zRunId,
  mode: z.string().default('unknown'),
  status: z.string().optional(),
  finished: z.boolean().optional(),
  startedAt: zInstant.nullish(),
  stoppedAt: zInstant.nullish(),
  workflowId: z.coerce.string(),
  workflowVersionId: z.string().nullish(),
  retryOf: zRunId.nullish(),
})
export type Execution = z.output<typeof Execution>

const zNextCursor = z.string().nullish()

export const ExecutionPage = z.object({ data: z.array(Execution), nextCursor: zNextCursor })

const zJson = z.json()
export const WorkflowNode = z.looseObject({
  name: z.string(),
  type: z.string(),
  typeVersion: z.number().nullish(),
  webhookId: z.string().optional(),
  disabled: z.boolean().optional(),
  parameters: z.record(z.string(), zJson).default({}),
  credentials: z.record(z.string(), z.looseObject({ id: z.coerce.string().nullish(), name: z.string() })).optional(),
  onError: z.string().optional(),
  continueOnFail: z.boolean().optional(),
  retryOnFail: z.boolean().optional(),
  maxTries: z.number().optional(),
  waitBetweenTries: z.number().optional(),
  alwaysOutputData: z.boolean().optional(),
  executeOnce: z.boolean().optional(),
})
export type WorkflowNode = z.output<typeof WorkflowNode>

/** node → kind of output → outputs → wires */
const zConnections = z.record(
  z.string(),
  z.record(
    z.string(),
    z.array(z.array(z.object({ node: z.string(), type: z.string(), index: z.number() })).nullable()),
  ),
)
const zGraph = { nodes: z.array(WorkflowNode), connections: zConnections }

export const Workflow = z.looseObject({
  id: z.coerce.string(),
  name: z.string(),
  active: z.boolean(),
  isArchived: z.boolean().optional(),
  updatedAt: zInstant,
  settings: z.record(z.string(), zJson).nullish(),
  versionId: z.string().nullish(),
  activeVersionId: z.string().nullish(),
  /** n8n ≥ 2: what is published may differ from what is being edited */
  activeVersion: z
    .looseObject({ versionId: z.string().nullish(), updatedAt: zInstant.optional(), ...zGraph })
    .nullish(),
  ...zGraph,
})
export type Workflow = z.output<typeof Workflow>

export const WorkflowPage = z.object({ data: z.array(Workflow), nextCursor: zNextCursor })

/** Only what says why a run failed; the payload beside it is never read. */
export const FailedExecution = z.object({
  data: z
    .object({
      resultData: z
        .object({
          lastNodeExecuted: z.string().nullish(),
          error: z
            .object({
              message: z.string().nullish(),
              name: z.string().nullish(),
              node: z.object({ name: z.string().nullish(), type: z.string().nullish() }).nullish().catch(null),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

export const Retried = z.looseObject({ id: zRunId.nullish() })
