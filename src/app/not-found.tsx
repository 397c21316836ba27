import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { LinkButton } from '@/ui/primitives/link-button'

export default async function NotFound() {
  const { m } = await viewer()
  return (
    <main id="main" className="mx-auto max-w-xl px-5 py-16">
      <EmptyState title={m.errors.notFoundTitle} action={<LinkButton href="/">{m.errors.toBoard}</LinkButton>}>
        {m.errors.notFoundHint}
      </EmptyState>
    </main>
  )
}
