import type { ReactNode } from 'react'
import { ListKeys } from '@/ui/table/list-keys'

/** j and k walk the rows of every list. */
export default function ConsoleTemplate({ children }: { children: ReactNode }) {
  return (
    <>
      <ListKeys />
      {children}
    </>
  )
}
