import { recordVersion } from '@/services/version/record'
import { askChange, definitionOf, requestOf } from '@/testing/governed'
import type { Partner } from './_world'

/** Two versions of a workflow and a change that waits: what stands in `[version]`, `[change]` and `[request]`. */
export async function govern(
  here: Partner,
  workflowId: string,
): Promise<Record<'version' | 'change' | 'request', string>> {
  const { caller } = here.owner
  const see = (rows: number, isActive: boolean) =>
    recordVersion(
      caller,
      recordVersion.input.parse({
        ...{ workflowId, definition: definitionOf(rows), externalVersionId: null, seenAt: new Date(), isActive },
      }),
    )
  await see(1, true)
  const { versionId } = await see(2, false)
  const { changeId } = await askChange(caller, versionId)
  return { version: versionId, change: changeId, request: (await requestOf(changeId)).id }
}
