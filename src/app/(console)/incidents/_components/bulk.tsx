'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../settings/_components/use-outcome'

const BOXES = 'input[data-incident]'
const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog] *'

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(BOXES)]

/** The incident of the row that the keyboard stands on. */
function focused(): { id: string; href: string } | null {
  const row = document.activeElement?.closest('[data-row]')
  const id = row?.querySelector<HTMLInputElement>(BOXES)?.value
  const href = row?.querySelector<HTMLAnchorElement>('[data-row-link]')?.getAttribute('href')
  return id && href ? { id, href } : null
}

/** Takes incidents and says of each what became of it. */
function useTake(onDone: () => void) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  return useMutation(
    api.incident.acknowledgeMany.mutationOptions({
      onSuccess: ({ results }) => {
        const taken = results.filter(({ isTaken }) => isTaken).length
        if (taken > 0) outcome.done(f(t.list.taken, { count: taken }))
        else outcome.refresh()
        for (const { number, problem } of results)
          if (problem) outcome.failed(new Error(f(t.list.refused, { number: String(number), problem })))
        onDone()
      },
      onError: outcome.failed,
    }),
  )
}

function useKeys(take: (ids: string[]) => void) {
  const router = useRouter()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || (event.target as Element).closest?.(TYPING)) return
      const row = event.key === 'a' || event.key === 's' ? focused() : null
      if (!row) return
      event.preventDefault()
      if (event.key === 'a') take([row.id])
      else router.push(`${row.href}?do=snooze`)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [router, take])
}

/** What is done with rows: the selected are taken together, the one under the keyboard with a single key. */
export function Bulk() {
  const { t, f } = useT('incidentWork')
  const [ids, setIds] = useState<string[]>([])
  const clear = useCallback(() => {
    for (const box of boxes()) box.checked = false
    setIds([])
  }, [])
  const { mutate, isPending } = useTake(clear)
  const take = useCallback((incidentIds: string[]) => mutate({ incidentIds }), [mutate])
  useKeys(take)
  useEffect(() => {
    const onChange = () => setIds(boxes().flatMap((box) => (box.checked ? [box.value] : [])))
    document.addEventListener('change', onChange)
    return () => document.removeEventListener('change', onChange)
  }, [])
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center gap-3 text-12 text-ink-3" aria-live="polite">
      {ids.length > 0 ? (
        <>
          <span>{f(t.list.selected, { count: ids.length })}</span>
          <Button look="primary" isPending={isPending} onClick={() => take(ids)}>
            {t.list.takeSelected}
          </Button>
        </>
      ) : (
        <span className="max-sm:hidden">{t.list.keys}</span>
      )}
    </div>
  )
}
