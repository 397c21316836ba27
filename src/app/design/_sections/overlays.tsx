'use client'
import { useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ConfirmByName } from '@/ui/primitives/confirm-by-name'
import { CopyField } from '@/ui/primitives/copy-field'
import { Dialog } from '@/ui/primitives/dialog'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/ui/primitives/menu'
import { useToast } from '@/ui/primitives/toast'
import { Tooltip } from '@/ui/primitives/tooltip'

const NAME = 'Brückner Pumpen'

export function Overlays() {
  const { t } = useT('design')
  const { t: common, f } = useT('common')
  const toast = useToast()
  const [opened, setOpened] = useState<'dialog' | 'confirm' | null>(null)
  const close = () => setOpened(null)
  const words = {
    title: t.confirmTitle,
    consequence: t.confirmText,
    typeName: f(common.typeName, { name: NAME }),
    confirm: t.menuItems.archive,
    cancel: common.cancel,
  }
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3">
      <Button onClick={() => setOpened('dialog')}>{t.openDialog}</Button>
      <Button look="danger" onClick={() => setOpened('confirm')}>
        {t.openConfirm}
      </Button>
      <Button onClick={() => toast.done(t.toastDone)}>{t.openToast}</Button>
      <Button onClick={() => toast.failed(t.toastFailed)}>{t.openFailure}</Button>
      <Menu trigger={<Button>{t.openMenu}</Button>}>
        <MenuLabel>INC-2041</MenuLabel>
        <MenuItem onSelect={() => toast.done(t.toastDone)}>{t.menuItems.acknowledge}</MenuItem>
        <MenuItem onSelect={() => toast.done(t.toastDone)}>{t.menuItems.note}</MenuItem>
        <MenuSeparator />
        <MenuItem isDanger onSelect={() => setOpened('confirm')}>
          {t.menuItems.archive}
        </MenuItem>
      </Menu>
      <Tooltip text={t.tooltip}>
        <Button look="ghost">{t.tooltipOn}</Button>
      </Tooltip>
      <div className="w-full max-w-150">
        <CopyField label={t.secret} value="ak_8Jw2_N0t-A-Real-Secret-4pXq" copy={common.copy} copied={common.copied} />
      </div>
      <Dialog title={t.dialogTitle} isOpen={opened === 'dialog'} onOpenChange={close} closeLabel={common.close}>
        <p className="text-ink-2">{t.dialogText}</p>
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={close}>{common.cancel}</Button>
          <Button look="primary" onClick={close}>
            {t.ghost}
          </Button>
        </div>
      </Dialog>
      <ConfirmByName name={NAME} isOpen={opened === 'confirm'} onOpenChange={close} onConfirm={close} words={words} />
    </div>
  )
}
