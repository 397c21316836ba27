import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { RuleTable } from './_components/rule-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.correlation.title }
}

/** The rules that make one incident of many alarms, and what they made of the last month. */
export default async function CorrelationPage() {
  const [{ rules, totals }, reader] = await Promise.all([page((api) => api.correlation.list({})), viewer()])
  const words = reader.m.correlation
  const add = (
    <LinkButton href="/correlation/new" look="primary">
      {words.add}
    </LinkButton>
  )
  const sentence = totals.signals > 0 ? reader.f(words.sentence, totals) : words.calm
  return (
    <>
      <PageHeader title={words.title} sentence={sentence} actions={add} />
      <RuleTable rules={rules} viewer={reader} />
    </>
  )
}
