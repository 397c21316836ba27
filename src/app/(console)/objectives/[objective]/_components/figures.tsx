import type { ObjectivePage } from '@/services/objective/get'
import type { Viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { Attained, signed, VerdictState } from '../../../_components/objective-figures'
import { windowWords } from '../../_components/words'

interface Props {
  data: ObjectivePage
  viewer: Viewer
}

function Figure({ term, note, children }: { term: string; note?: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="min-w-0 border-line py-3 sm:border-l sm:px-4 sm:first:border-l-0 sm:first:pl-0 max-sm:border-t max-sm:first:border-t-0">
      <dt className="text-12 text-ink-3">{term}</dt>
      <dd>
        <p className="mt-1 text-15 font-semibold tabular-nums">{children}</p>
        {note && <p className="mt-0.5 text-12 text-ink-2">{note}</p>}
      </dd>
    </div>
  )
}

/** State, ratio, budget and what they rest on; each opens the days below. */
export function Figures({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { objective, standing, scopeName } = data
  const { attainment, tally, problem, isFull } = standing
  const words = m.promise
  const counted = {
    good: tally.good,
    n: tally.eligible,
    bad: tally.bad,
    allowed: attainment.allowedBad,
  }
  return (
    <dl className="grid border-line-2 border-y sm:grid-cols-2 xl:grid-cols-4">
      <Figure
        term={words.columns.state}
        note={problem ? words.problems[problem] : `${words.scopes[objective.scope.kind]}: ${scopeName}`}
      >
        <VerdictState verdict={attainment.verdict} viewer={viewer} />
      </Figure>
      <Figure
        term={words.columns.attained}
        note={`${words.target} ${percentWords(objective.targetPpm, locale)} %. ${isFull ? '' : words.notFullLong}`}
      >
        <a href="#days" className="hover:underline">
          <Attained line={data} viewer={viewer} />
        </a>
      </Figure>
      <Figure
        term={words.columns.budget}
        note={f(words.page.allowed, { bad: attainment.bad, allowed: attainment.allowedBad })}
      >
        <a href="#budget" className={`hover:underline ${attainment.remaining < 0 ? 'text-down-ink' : ''}`}>
          {signed(attainment.remaining, locale)}
        </a>
      </Figure>
      <Figure term={windowWords(objective.window, viewer)} note={f(words.counted, counted)}>
        <a href="#rule" className="hover:underline">
          {f(words.units[objective.form], { count: attainment.n })}
        </a>
      </Figure>
    </dl>
  )
}
