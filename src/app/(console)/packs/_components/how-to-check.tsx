'use client'
import { useState } from 'react'
import type { PackRow } from '@/services/pack/store'
import { useT } from '@/ui/i18n/context'
import { Button, buttonClass } from '@/ui/primitives/button'
import { CopyField } from '@/ui/primitives/copy-field'
import { Dialog } from '@/ui/primitives/dialog'

/** Three lines for the auditor: get the verifier, run it, compare the anchors. */
export function HowToCheck({ pack }: { pack: PackRow }) {
  const { t, f } = useT('proof')
  const words = t.packs
  const [isOpen, setOpen] = useState(false)
  const { clientName, clientSlug, month, revision, fingerprint, checkpointDigest, sha256 } = pack
  const file = `${clientSlug}-${month}${revision > 0 ? `-addendum-${revision}` : ''}.zip`
  const command = `node verify-pack.mjs ${file} --key ${fingerprint} --checkpoint ${checkpointDigest}`
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        {words.how}
      </Button>
      <Dialog
        title={f(words.howTitle, { client: clientName, month })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={words.close}
      >
        <div className="grid gap-4">
          <ol className="grid list-decimal gap-2 pl-5">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <CopyField label={words.command} value={command} copy={words.copy} copied={words.copied} />
          <CopyField label={words.sha256} value={sha256 ?? ''} copy={words.copy} copied={words.copied} />
          <a className={buttonClass('secondary', 'justify-self-start')} href="/verify-pack.mjs" download>
            {words.verifier}
          </a>
        </div>
      </Dialog>
    </>
  )
}
