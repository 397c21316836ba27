import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { CommandPalette } from '@/ui/shell/command-palette'
import { ConsoleShell } from '@/ui/shell/console-shell'
import { consoleNav } from '@/ui/shell/nav-model'
import { DataTable } from '@/ui/table/data-table'
import { ListKeys } from '@/ui/table/list-keys'
import { readView, type SearchParams } from '../_lib/read-view'
import { BRAND, CLIENTS, LINES } from '../_lib/sample'
import { Strips } from '../_sections/charts'
import { columnsOf } from '../_sections/tables'

async function nobodyLeaves(): Promise<void> {
  'use server'
}

/** The console's frame with invented content: no session, no database. */
export default async function ConsoleFramePage({ searchParams }: { searchParams: SearchParams }) {
  const { view, theme } = await readView(searchParams)
  const { m, locale } = view
  const facts = { incidents: 3, workflows: 148, approvals: 1, findings: 4, clients: CLIENTS }
  const sections = consoleNav(m, facts, () => true)
  const items = sections.flatMap(({ links }) =>
    links.map(({ href, label }) => ({ id: href, href, label, kind: m.nav.kinds.page })),
  )
  return (
    <div data-theme={theme} className="min-h-dvh bg-bg text-ink">
      <ConsoleShell
        locale={locale}
        brand={BRAND}
        sections={sections}
        palette={<CommandPalette items={items} />}
        user={{ name: 'Ben Okafor', role: m.members.roles.partner_operator }}
        theme={undefined}
        signOut={nobodyLeaves}
      >
        <PageHeader title={m.board.title} sentence={m.design.note.opened} />
        <DataTable
          caption={m.design.table.caption}
          columns={columnsOf(view)}
          rows={LINES}
          rowKey={(line) => String(line.number)}
          rowHref={(line) => `#${line.number}`}
          empty={null}
        />
        <Section title={m.design.charts.strip} className="mt-8">
          <Strips {...view} />
        </Section>
        <ListKeys />
      </ConsoleShell>
    </div>
  )
}
