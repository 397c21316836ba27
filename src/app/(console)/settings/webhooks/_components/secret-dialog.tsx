'use client'
import { useT } from '@/ui/i18n/context'
import { CopyField } from '@/ui/primitives/copy-field'
import { Dialog } from '@/ui/primitives/dialog'

/** A signing secret, the only time anybody sees it. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const { t } = useT('webhook')
  const { secretTitle, secretOnce, copy, copied, cancel } = t
  return (
    <Dialog
      title={secretTitle}
      description={secretOnce}
      isOpen={secret !== null}
      onOpenChange={onClose}
      closeLabel={cancel}
    >
      <CopyField label={secretTitle} value={secret ?? ''} copy={copy} copied={copied} />
    </Dialog>
  )
}
