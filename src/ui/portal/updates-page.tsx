import type { ReactNode } from 'react'
import { SEVERITIES, type Severity } from '@/domain/subscriber/schema'
import { inside, PortalDocument, type PortalFrame } from './document'
import { fill } from './words'

/** What a reader can choose from, and what is chosen. */
export interface Choice {
  steps: readonly { processId: string; phrase: string }[]
  processIds: readonly string[]
  severity: Severity
}

function Shell({ frame, title, children }: { frame: PortalFrame; title: string; children: ReactNode }) {
  return (
    <PortalDocument frame={frame} title={title}>
      <main>
        <p className="links">
          <a href={inside(frame, '')}>{frame.words.back}</a>
        </p>
        <h1 className="big">{title}</h1>
        {children}
      </main>
    </PortalDocument>
  )
}

function ChoiceFields({ frame, steps, processIds, severity }: Choice & { frame: PortalFrame }) {
  const words = frame.words.updates
  return (
    <>
      <fieldset>
        <legend>{words.severity}</legend>
        {SEVERITIES.toReversed().map((value) => (
          <label key={value} className="pick">
            <input type="radio" name="severity" value={value} defaultChecked={severity === value} />
            <span>{words.severities[value]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.steps}</legend>
        <p className="when">{words.stepsHint}</p>
        {steps.map(({ processId, phrase }) => (
          <label key={processId} className="pick">
            <input type="checkbox" name="step" value={processId} defaultChecked={processIds.includes(processId)} />
            <span>{phrase}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}

/** Somebody asks to be told; works without script. */
export function SubscribePage({ frame, choice }: { frame: PortalFrame; choice: Choice }) {
  const words = frame.words.updates
  return (
    <Shell frame={frame} title={words.title}>
      <p className="lead">{words.intro}</p>
      <form method="post" action={inside(frame, '/updates')}>
        <label className="field">
          <span>{words.email}</span>
          <input type="email" name="email" required maxLength={200} autoComplete="email" />
        </label>
        <ChoiceFields frame={frame} {...choice} />
        <button type="submit">{words.submit}</button>
      </form>
    </Shell>
  )
}

/** What a personal link opens: everything about one subscription. */
export function ManagePage({
  frame,
  choice,
  email,
  action,
  isSaved,
}: {
  frame: PortalFrame
  choice: Choice
  email: string
  /** the personal address, without the language */
  action: string
  isSaved: boolean
}) {
  const words = frame.words.updates
  return (
    <Shell frame={frame} title={words.manageTitle}>
      <p className="lead">{fill(words.manageHint, { client: frame.clientName, email })}</p>
      {isSaved && (
        <p className="stale" role="status">
          {words.saved}
        </p>
      )}
      <form method="post" action={inside(frame, action)}>
        <ChoiceFields frame={frame} {...choice} />
        <button type="submit">{words.save}</button>
      </form>
      <form method="post" action={inside(frame, action.replace('/manage/', '/off/'))}>
        <button type="submit" className="quiet">
          {words.off}
        </button>
      </form>
    </Shell>
  )
}

/** One question, one button: a mail scanner that opens links presses none. */
export function AskPage({
  frame,
  title,
  text,
  button,
  action,
}: {
  frame: PortalFrame
  title: string
  text: string
  button: string
  action: string
}) {
  return (
    <Shell frame={frame} title={title}>
      <p className="lead">{text}</p>
      <form method="post" action={inside(frame, action)}>
        <button type="submit">{button}</button>
      </form>
    </Shell>
  )
}

export function SayPage({ frame, title, text }: { frame: PortalFrame; title: string; text: string }) {
  return (
    <Shell frame={frame} title={title}>
      <p className="lead">{text}</p>
    </Shell>
  )
}
