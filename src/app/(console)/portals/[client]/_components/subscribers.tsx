'use client'
import { useMutation } from '@tanstack/react-query'
import type { PortalSettings, PortalSubscriber } from '@/services/portal/console'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../../settings/_components/row-actions'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Who gets updates; an address is deleted when somebody asks for it. */
export function Subscribers({ portal }: { portal: PortalSettings }) {
  const { t, locale } = useT('portals')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.portal.removeSubscriber.mutationOptions({ onSuccess: () => outcome.done(t.removed), onError: outcome.failed }),
  )
  const { stepList, subscriberList, zone } = portal
  const phraseOf = (id: string) => stepList.find((step) => step.id === id)?.phrase
  const columns: Column<PortalSubscriber>[] = [
    {
      key: 'email',
      header: t.subscriberColumns.email,
      phone: 'lead',
      cell: ({ email }) => <span className="break-all">{email}</span>,
    },
    { key: 'wants', header: t.subscriberColumns.wants, cell: ({ severity }) => t.severities[severity] },
    {
      key: 'steps',
      header: t.subscriberColumns.steps,
      cell: ({ processIds }) => processIds.flatMap((id) => phraseOf(id) ?? []).join(', ') || t.allSteps,
    },
    {
      key: 'since',
      header: t.subscriberColumns.since,
      cell: ({ confirmedAt }) =>
        confirmedAt ? (
          plantTime(confirmedAt, { zone, locale, detail: 'full' })
        ) : (
          <span className="text-ink-3">{t.unconfirmed}</span>
        ),
    },
    {
      key: 'remove',
      header: '',
      align: 'right',
      cell: ({ id, email }) => (
        <RowActions>
          <Button
            look="ghost"
            isPending={isPending}
            aria-label={`${t.remove}: ${email}`}
            onClick={() => mutate({ subscriberId: id })}
          >
            {t.remove}
          </Button>
        </RowActions>
      ),
    },
  ]
  return (
    <Section title={t.subscribersTitle} className="lg:col-span-2">
      <DataTable
        caption={t.subscribersTitle}
        rows={subscriberList}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<p className="py-4 text-13 text-ink-3">{t.subscribersNone}</p>}
      />
    </Section>
  )
}
