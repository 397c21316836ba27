import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Wizard } from './_components/wizard'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.connection.wizard.title }
}

/** Address and key, a first look, then what is watched. */
export default async function NewConnectionPage() {
  const [form, { locale, m }] = await Promise.all([page((api) => api.connection.form({})), viewer()])
  const words = m.connection.wizard
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'connection')}>
      <PageHeader title={words.title} sentence={words.sentence} />
      <Wizard form={form} />
    </I18nProvider>
  )
}
