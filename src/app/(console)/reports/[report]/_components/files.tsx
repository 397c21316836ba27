import type { ReportPage } from '@/services/report/get'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'

interface Props {
  report: ReportPage
  language: 'en' | 'de'
  viewer: Viewer
}

/** The report as files, and in which language it is read here. */
export function Files({ report, language, viewer: { m, f } }: Props) {
  const words = m.report
  const { id, files, withdrawnReason, model, digest } = report
  const other = language === 'de' ? 'en' : 'de'
  return (
    <section className="flex flex-col gap-2 text-12">
      {withdrawnReason && <p className="text-ink-2">{f(words.withdraw.was, { reason: withdrawnReason })}</p>}
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {files.length === 0 && <span className="text-ink-3">{words.making}</span>}
        {files.map(({ locale }) => (
          <a key={locale} className="text-brand-link hover:underline" href={`/reports/${id}/file?locale=${locale}`}>
            {f(words.pdf, { locale: words.languages[locale] })}
          </a>
        ))}
        <a className="text-brand-link hover:underline" href={`/reports/${id}/table?locale=${language}`}>
          {words.csv}
        </a>
        <a className="text-brand-link hover:underline" href={`/reports/${id}/model`}>
          {words.json}
        </a>
        <TextLink href={`/reports/${id}?locale=${other}`}>{f(words.read, { locale: words.languages[other] })}</TextLink>
      </p>
      <p className="text-ink-3 [overflow-wrap:anywhere]">
        {words.digest} <span className="font-mono">{digest}</span>
      </p>
      <p className="text-ink-3 [overflow-wrap:anywhere]">
        {words.freezeDigest} <span className="font-mono">{model.proof.freezeDigest}</span>
      </p>
    </section>
  )
}
