import type { MailLine } from '@/services/notify/mailbox'
import type { Viewer } from '@/ui/i18n/server'
import { PlantTime } from '@/ui/primitives/plant-time'
import { DataTable } from '@/ui/table/data-table'

/** The latest mails; a row opens its mail beside the list. */
export function MailList({ mails, viewer }: { mails: MailLine[]; viewer: Viewer }) {
  const { m, locale, zone = 'UTC' } = viewer
  const words = m.mail.mailbox
  return (
    <DataTable
      caption={words.title}
      rows={mails}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/mailbox?mail=${id}`}
      empty={null}
      columns={[
        { key: 'subject', header: words.subject, phone: 'lead', cell: ({ subject }) => subject },
        { key: 'to', header: words.to, cell: ({ to }) => <span className="break-all">{to}</span> },
        {
          key: 'at',
          header: words.at,
          align: 'right',
          phone: 'aside',
          cell: ({ createdAt }) => <PlantTime at={createdAt} zone={zone} locale={locale} detail="full" />,
        },
      ]}
    />
  )
}
