import Form from 'next/form'
import type { ReactNode } from 'react'
import { Button } from './button'

/** Filters live in the URL: a plain GET form, so it works without script and can be bookmarked. */
export function FilterBar({ action, apply, children }: { action: string; apply: string; children: ReactNode }) {
  return (
    <Form action={action} className="mb-4 flex flex-wrap items-end gap-3">
      {children}
      <Button type="submit">{apply}</Button>
    </Form>
  )
}
