import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { UNIT_VERDICTS } from '@/services/objective-day/get'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { hrefOf, oneOf, readParams, type SearchParams, wholeOf } from '../../../../_lib/href'
import { DayHead } from './_components/head'
import { DayTimePicture } from './_components/time'
import { UnitTable } from './_components/units'
import { dayWords } from './_components/words'

interface Props {
  params: Promise<{ objective: string; day: string }>
  searchParams: SearchParams
}

const read = cache((objectiveId: string, day: string, verdict: string, pageNumber: number) =>
  page((api) =>
    api.figure.objectiveDay({ objectiveId, day, verdict: oneOf(UNIT_VERDICTS, verdict), page: pageNumber }),
  ),
)

async function load({ params, searchParams }: Props) {
  const [{ objective, day }, { verdict, page: at }] = await Promise.all([params, readParams(searchParams)])
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) notFound()
  const filter = { verdict: oneOf(UNIT_VERDICTS, verdict), page: wholeOf(at) ?? 1 }
  return { data: await read(objective, day, filter.verdict ?? '', filter.page), filter }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ data }, { m, f, locale }] = await Promise.all([load(props), viewer()])
  return { title: f(m.figure.dayTitle, { name: data.objective.name, day: dayWords(data.day, locale) }) }
}

/** Says who: a day of a promise, its units and the rule behind each. */
export default async function ObjectiveDayPage(props: Props) {
  const [{ data, filter }, reader] = await Promise.all([load(props), viewer()])
  const path = `/objectives/${data.objective.id}/days/${data.day}`
  return (
    <>
      <DayHead data={data} viewer={reader} />
      <div className="mt-6 flex flex-col gap-6">
        <UnitTable data={data} filter={filter} path={path} viewer={reader} />
        {data.isCut && (
          <div>
            <LinkButton href={hrefOf(path, { ...filter, page: filter.page + 1 })}>{reader.m.figure.more}</LinkButton>
          </div>
        )}
        <DayTimePicture data={data} viewer={reader} />
      </div>
    </>
  )
}
