import type { MailDetail } from '@/services/notify/mailbox'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'

/** A mail as its reader sees it: in a frame that can run nothing, send nothing and leave nowhere. */
export function MailView({ mail, viewer }: { mail: MailDetail | null; viewer: Viewer }) {
  const { m, f } = viewer
  const words = m.mail.mailbox
  if (!mail) return <p className="text-ink-3 max-lg:hidden">{words.choose}</p>
  return (
    <section aria-label={mail.subject} className="min-w-0 max-lg:order-first">
      <DefinitionList
        items={[
          { term: words.from, value: mail.from },
          { term: words.to, value: mail.to },
          { term: words.subject, value: mail.subject },
        ]}
      />
      {mail.html === null ? (
        <p className="mt-4 text-ink-2">{words.secret}</p>
      ) : (
        <iframe
          title={f(words.frame, { subject: mail.subject })}
          sandbox=""
          srcDoc={mail.html}
          className="mt-4 h-[40rem] w-full border border-line bg-white"
        />
      )}
    </section>
  )
}
