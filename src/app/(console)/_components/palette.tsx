'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { SearchHit } from '@/services/search/find'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { CommandPalette } from '@/ui/shell/command-palette'
import type { NavSection } from '@/ui/shell/nav-model'
import type { PaletteItem } from '@/ui/shell/use-palette-search'

/** Where a hit leads and how it reads. */
function itemOf(hit: SearchHit, kind: string): PaletteItem {
  switch (hit.kind) {
    case 'client':
      return { id: `client-${hit.slug}`, href: `/clients/${hit.slug}`, label: hit.name, kind }
    case 'workflow':
      return { id: `workflow-${hit.id}`, href: `/workflows/${hit.id}`, label: hit.name, kind, note: hit.client }
    case 'incident':
      return {
        id: `incident-${hit.number}`,
        href: `/incidents/${hit.number}`,
        label: `INC-${hit.number} ${hit.title}`,
        kind,
        note: hit.client,
      }
    case 'run':
      return {
        id: `run-${hit.id}`,
        href: `/runs/${hit.id}`,
        label: hit.runKey,
        kind,
        note: `${hit.client}, ${hit.workflow}`,
      }
    case 'order':
      return {
        id: `order-${hit.id}`,
        href: `/runs/${hit.id}`,
        label: `${hit.key} ${hit.value}`,
        kind,
        note: `${hit.client}, ${hit.workflow}`,
      }
  }
}

/** The header's palette: the frame's own places, and whatever the search finds. */
export function Palette({ sections }: { sections: readonly NavSection[] }) {
  const { t } = useT('nav')
  const api = useApi()
  const queryClient = useQueryClient()
  const items = useMemo(
    () =>
      sections.flatMap(({ links }) =>
        links.map(({ href, label, glyph }) => ({ id: href, href, label, kind: glyph ? t.kinds.client : t.kinds.page })),
      ),
    [sections, t],
  )
  const search = useCallback(
    async (text: string) => {
      const hits = await queryClient.fetchQuery(api.search.find.queryOptions({ text }))
      return hits.map((hit) => itemOf(hit, t.kinds[hit.kind]))
    },
    [api, queryClient, t],
  )
  return <CommandPalette items={items} search={search} />
}
