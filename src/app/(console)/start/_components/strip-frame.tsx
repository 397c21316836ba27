'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useMark } from './use-mark'

/** The journey's own page needs no line that leads to it. */
export function StripFrame({ children }: { children: ReactNode }) {
  const { t } = useT('start')
  const pathname = usePathname()
  const { mutate, isPending } = useMark()
  if (pathname === '/start') return null
  return (
    <aside
      aria-label={t.strip.title}
      className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-1 border-line-2 border-b pb-2 text-12"
    >
      {children}
      <Button
        look="ghost"
        className="-my-1.5 ml-auto"
        isPending={isPending}
        onClick={() => mutate({ step: 'all', mark: 'skipped' })}
      >
        {t.strip.hide}
      </Button>
    </aside>
  )
}
