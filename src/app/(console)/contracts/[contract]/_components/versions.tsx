import type { ContractPage, VersionLine } from '@/services/contract/get'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { changeWords } from '../../_components/change-words'
import { dateWords, PHASE_GLYPHS } from '../../_components/words'

interface Props {
  data: ContractPage
  /** the version whose terms the page shows */
  shown: number | null
  viewer: Viewer
}

function Changes({ data, version, viewer }: Omit<Props, 'shown'> & { version: VersionLine }) {
  const { m, locale } = viewer
  const words = m.contract.page
  if (version.number === 1) return <p className="text-12 text-ink-3">{words.first}</p>
  const objectiveName = (id: string) => data.objectives.find((each) => each.id === id)?.name ?? id
  const { currency } = version.terms
  const lines = changeWords(version.changes, {
    ...{ contract: m.contract, promise: m.promise, locale, currency, objectiveName },
  })
  if (lines.length === 0) return <p className="text-12 text-ink-3">{words.nothing}</p>
  return (
    <ul className="mt-1 text-12">
      {lines.map(({ key, name, before, after }) => (
        <li key={key} className="text-ink-2">
          {name}: <s className="text-ink-3">{before}</s> → <strong className="font-medium text-ink">{after}</strong>
        </li>
      ))}
    </ul>
  )
}

/** Every version, latest first: from when, by whom, and what it changed. */
export function Versions({ data, shown, viewer }: Props) {
  const { m, f, locale } = viewer
  const words = m.contract
  return (
    <Section title={words.page.versions}>
      {data.versions.map((version) => (
        <div key={version.number} className="border-line border-b py-2">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <TextLink
              quiet
              href={`/contracts/${data.contract.id}?version=${version.number}`}
              aria-current={version.number === shown ? 'true' : undefined}
              className={version.number === shown ? 'font-semibold' : undefined}
            >
              {f(words.versionLine, {
                number: String(version.number),
                day: dateWords(version.effectiveFrom, locale),
              })}
            </TextLink>
            <State kind={PHASE_GLYPHS[version.phase]}>{words.versionPhases[version.phase]}</State>
          </p>
          <p className="text-12 text-ink-3">
            {f(words.page.by, {
              author: version.author,
              at: plantTime(version.createdAt, { zone: data.contract.zone, locale, detail: 'full' }),
            })}{' '}
            <span className="font-mono" title={`${words.page.digest} SHA-256 ${version.digest}`}>
              {version.digest.slice(0, 8)}
            </span>
          </p>
          {version.note && <p className="text-12 text-ink-2">{version.note}</p>}
          <Changes data={data} version={version} viewer={viewer} />
        </div>
      ))}
    </Section>
  )
}
