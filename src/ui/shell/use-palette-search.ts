'use client'
import { useEffect, useState } from 'react'

export interface PaletteItem {
  id: string
  href: string
  label: string
  /** what it is, e.g. "Workflow" */
  kind: string
  /** where it belongs, e.g. the client */
  note?: string
}

export type PaletteSearch = (query: string) => Promise<readonly PaletteItem[]>

export interface PaletteProps {
  /** places that are always there: pages, clients */
  items: readonly PaletteItem[]
  /** finds the rest; called with at least two characters */
  search?: PaletteSearch
}

interface Found {
  query: string
  items: readonly PaletteItem[]
  status: 'done' | 'failed'
}

const WAIT_MS = 140
const LEAST = 2
const NOTHING: Found = { query: '', items: [], status: 'done' }

/** Asks after a short pause; an answer to an older question never replaces a newer one. */
export function usePaletteSearch(query: string, search: PaletteSearch | undefined) {
  const [found, setFound] = useState<Found>(NOTHING)
  const wanted = query.trim()
  const asks = search !== undefined && wanted.length >= LEAST
  useEffect(() => {
    if (!asks || !search) return
    let isCurrent = true
    const settle = (next: Omit<Found, 'query'>) => {
      if (isCurrent) setFound({ query: wanted, ...next })
    }
    const timer = setTimeout(() => {
      search(wanted).then(
        (items) => settle({ items, status: 'done' }),
        () => settle({ items: [], status: 'failed' }),
      )
    }, WAIT_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [asks, search, wanted])
  if (!asks) return { items: NOTHING.items, isSearching: false, hasFailed: false }
  return {
    items: found.items,
    isSearching: found.query !== wanted,
    hasFailed: found.query === wanted && found.status === 'failed',
  }
}
