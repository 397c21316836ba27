import type { WorkflowPage } from '@/services/workflow/get'
import type { Viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { Health } from '../../../_components/health'

/** What it is called, where it belongs and how it is. */
export function Head({ data, viewer, mayManage }: { data: WorkflowPage; viewer: Viewer; mayManage: boolean }) {
  const { m } = viewer
  const { workflow, strip } = data
  const isUnclaimed = workflow.lifecycle === 'unclaimed'
  const eyebrow = (
    <>
      <TextLink quiet href={`/clients/${workflow.client.slug}`}>
        {workflow.client.name}
      </TextLink>
      {workflow.site && <span>{workflow.site.city}</span>}
      {workflow.process && <span>{workflow.process.name}</span>}
      <span className="font-mono">{workflow.key}</span>
    </>
  )
  const title = (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {workflow.name}{' '}
      <span className="text-13 font-normal tracking-normal">
        <Health health={workflow.health} now={strip.window.now} viewer={viewer} />
      </span>
    </span>
  )
  const edit = mayManage && (
    <LinkButton look={isUnclaimed ? 'primary' : 'secondary'} href={`/workflows/${workflow.id}/edit`}>
      {isUnclaimed ? m.workflow.claim : m.workflow.edit}
    </LinkButton>
  )
  const actions = (
    <>
      <LinkButton href={`/workflows/${workflow.id}/governance`}>{m.governance.link}</LinkButton>
      {edit}
    </>
  )
  const hint = isUnclaimed ? m.workflow.claimHint : undefined
  return <PageHeader eyebrow={eyebrow} title={title} sentence={hint} actions={actions} />
}
