import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { scheduleSentence } from '../../../_components/schedule'
import { DetailsForm } from './_components/details-form'
import { RetireButton } from './_components/retire-button'
import { RuleList } from './_rule/rule-list'

interface Props {
  params: Promise<{ workflow: string }>
}

/** Title and page come from one read. */
const read = cache((workflowId: string) => page((api) => api.workflow.form({ workflowId })))

async function titled({ params }: Props) {
  const [reader, form] = await Promise.all([viewer(), params.then(({ workflow }) => read(workflow))])
  const { lifecycle, key, name } = form.workflow
  const words = reader.m.registry.workflow
  const title = lifecycle === 'unclaimed' ? reader.f(words.claimTitle, { key }) : reader.f(words.editTitle, { name })
  return { reader, form, title }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await titled(props)).title }
}

/** Claims a workflow that registered itself, or edits one; and says what is expected of it. */
export default async function EditWorkflowPage(props: Props) {
  const [{ reader, form, title }, { actor }] = await Promise.all([titled(props), requireSession()])
  const { locale, m } = reader
  const { workflow, sites, rules } = form
  const words = m.registry
  const isRetired = workflow.lifecycle === 'retired'
  const zone = sites.find(({ id }) => id === workflow.siteId)?.zone ?? sites[0]?.zone ?? 'UTC'
  const eyebrow = (
    <>
      <TextLink quiet href={`/clients/${workflow.clientSlug}`}>
        {workflow.clientName}
      </TextLink>
      <TextLink quiet href={`/workflows/${workflow.id}`}>
        {workflow.name}
      </TextLink>
      <span className="font-mono">{workflow.key}</span>
    </>
  )
  const sentence = workflow.lifecycle === 'unclaimed' ? words.workflow.claimSentence : undefined
  const sentences = Object.fromEntries(rules.map((rule) => [rule.id, scheduleSentence(rule, reader)]))
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'registry', 'expectation', 'workflow')}>
      <PageHeader
        eyebrow={eyebrow}
        title={title}
        sentence={isRetired ? words.workflow.isRetired : sentence}
        actions={!isRetired && <RetireButton id={workflow.id} name={workflow.name} />}
      />
      {!isRetired && (
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
          <Section title={words.workflow.details}>
            <DetailsForm form={form} key={workflow.version} />
          </Section>
          {can(actor, 'expectation.manage') && (
            <Section id="expectations" title={words.rule.title} note={words.rule.note}>
              <RuleList choices={form} zone={zone} now={new Date()} sentences={sentences} />
            </Section>
          )}
        </div>
      )}
    </I18nProvider>
  )
}
