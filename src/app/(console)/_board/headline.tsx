import type { Headline as HeadlineModel } from '@/services/board/headline'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'

function Lead({ href, who, why, rest }: { href: string; who: string; why: string; rest: string }) {
  return (
    <>
      <TextLink quiet href={href} className="font-semibold text-ink">
        {who}
      </TextLink>{' '}
      {why.replace(/[.!?]?$/, '.')} {rest}
    </>
  )
}

/** Who needs a person, and why; else that nothing does. */
export function Headline({ headline, viewer }: { headline: HeadlineModel; viewer: Viewer }) {
  const { m, f } = viewer
  const words = m.board.headline
  switch (headline.kind) {
    case 'needsYou': {
      const waiting = headline.more > 0 ? f(words.moreIncidents, { count: headline.more }) : ''
      const taken = headline.taken > 0 ? f(words.moreTaken, { count: headline.taken }) : ''
      const loose = headline.loose > 0 ? f(words.moreAbnormal, { count: headline.loose }) : ''
      const rest = [waiting, taken, loose].filter(Boolean).join(' ') || words.restCalm
      return (
        <Lead href={`/incidents/${headline.number}`} who={f(words.needsYou, headline)} why={headline.why} rest={rest} />
      )
    }
    case 'handled': {
      const who = headline.by
        ? f(words.handled, { client: headline.client, name: headline.by })
        : f(words.handledNobody, headline)
      const rest = headline.more > 0 ? f(words.moreTaken, { count: headline.more }) : words.restCalm
      return <Lead href={`/incidents/${headline.number}`} who={who} why={headline.why} rest={rest} />
    }
    case 'abnormal': {
      const more = headline.more > 0 ? f(words.moreAbnormal, { count: headline.more }) : ''
      const taken = headline.taken > 0 ? f(words.moreTaken, { count: headline.taken }) : ''
      const rest = [more, taken].filter(Boolean).join(' ') || words.restCalm
      return (
        <Lead
          href={`/workflows/${headline.workflowId}`}
          who={f(words.abnormal, headline)}
          why={f(words.abnormalWhy, headline)}
          rest={rest}
        />
      )
    }
    case 'calm':
      return (
        <>
          <span className="font-semibold text-ink">{words.calm}</span>{' '}
          {headline.watched > 0 && f(words.calmWatched, { count: headline.watched })}{' '}
          {headline.unwatched > 0 && f(words.calmUnwatched, { count: headline.unwatched })}
        </>
      )
    case 'empty':
      return words.empty
  }
}
