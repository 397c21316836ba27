import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'

/** Within the frame: what is not there and what is not yours look the same. */
export default async function ConsoleNotFound() {
  const { m } = await viewer()
  return (
    <PageHeader
      title={m.errors.notFoundTitle}
      sentence={m.errors.notFoundHint}
      actions={<LinkButton href="/">{m.errors.toBoard}</LinkButton>}
    />
  )
}
