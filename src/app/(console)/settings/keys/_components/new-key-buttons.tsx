'use client'
import { useState } from 'react'
import type { KeyForm } from '@/services/source/form'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useOutcome } from '../../_components/use-outcome'
import { ApiKeyForm } from './api-key-form'
import { type Made, MadeKey } from './made-key'
import { PingKeyForm } from './ping-key-form'

/** Makes a key or a ping URL, then shows it the only time anybody sees it. */
export function NewKeyButtons({ form, origin }: { form: KeyForm; origin: string }) {
  const { t } = useT('keys')
  const { refresh } = useOutcome()
  const [open, setOpen] = useState<'api' | 'ping' | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    setOpen(null)
    setMade(null)
    if (made) refresh()
  }
  const title = open === 'ping' ? t.createPing.title : t.createApi.title
  return (
    <>
      <Button onClick={() => setOpen('ping')}>{t.createPing.action}</Button>
      <Button look="primary" onClick={() => setOpen('api')}>
        {t.createApi.action}
      </Button>
      <Dialog
        title={made ? t.made.title : title}
        isOpen={open !== null}
        onOpenChange={close}
        closeLabel={t.createApi.cancel}
      >
        {made && <MadeKey made={made} origin={origin} onDone={close} />}
        {!made && open === 'api' && <ApiKeyForm form={form} onMade={setMade} onCancel={close} />}
        {!made && open === 'ping' && <PingKeyForm form={form} onMade={setMade} onCancel={close} />}
      </Dialog>
    </>
  )
}
