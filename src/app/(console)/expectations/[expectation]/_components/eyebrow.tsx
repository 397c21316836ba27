import type { ExpectationPage } from '@/services/expectation/get'
import { TextLink } from '@/ui/primitives/text-link'

/** Whose it is: client, workflow. */
export function Eyebrow({ workflow }: Pick<ExpectationPage, 'workflow'>) {
  return (
    <>
      <TextLink quiet href={`/clients/${workflow.client.slug}`}>
        {workflow.client.name}
      </TextLink>
      <TextLink quiet href={`/workflows/${workflow.id}`}>
        {workflow.name}
      </TextLink>
    </>
  )
}
