import { notFound } from 'next/navigation'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { wholeOf } from '../../../_lib/href'

/** `2041` and `INC-2041` are one address. */
export const readIncident = cache(async (text: string) => {
  const number = wholeOf(text.replace(/^inc-/i, ''))
  if (number === null) notFound()
  const [data, around, brand, group, cause] = await page((api) =>
    Promise.all([
      api.incident.get({ number }),
      api.run.aroundIncident({ number }),
      api.brand.read({}),
      api.incident.group({ number }),
      api.incident.cause({ number }),
    ]),
  )
  return { data, around, brand, group, cause }
})

/** Tasks, who was called, and what it may be merged into: only for those who work on it. */
export async function readWork({ data }: Awaited<ReturnType<typeof readIncident>>) {
  const { id, client } = data.incident
  const [tasks, calls] = data.mayReadInternal
    ? await page((api) =>
        Promise.all([api.incident.tasks({ incidentId: id, which: 'all' }), api.onCall.ofIncident({ incidentId: id })]),
      )
    : [{ tasks: [] }, null]
  const isOpen = data.mayRespond && data.incident.status !== 'resolved'
  const others = isOpen ? (await page((api) => api.incident.list({ client: client.slug }))).rows : []
  const targets = others.flatMap(({ id: each, number, title }) => (each === id ? [] : [{ id: each, number, title }]))
  return { tasks: tasks.tasks, targets, calls }
}
