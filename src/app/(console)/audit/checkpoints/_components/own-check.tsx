'use client'
import { useT } from '@/ui/i18n/context'
import { CopyField } from '@/ui/primitives/copy-field'
import { Section } from '@/ui/primitives/section'

/** The check that needs no page of ours. */
export function OwnCheck() {
  const { t } = useT('proof')
  const { title, note, command, copy, copied } = t.verify
  return (
    <Section title={title} note={note}>
      <div className="mt-3 max-w-xl">
        <CopyField label={command} value="npm run andon -- verify-audit" copy={copy} copied={copied} />
      </div>
    </Section>
  )
}
