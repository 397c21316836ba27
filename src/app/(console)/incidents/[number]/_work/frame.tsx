'use client'
import type { FormEvent, ReactNode } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import type { FormProps } from '../_components/subject'

export interface WorkDialogProps extends FormProps {
  title: string
  hint?: string
  isPending: boolean
  isReady?: boolean
  onSubmit: () => void
  children: ReactNode
}

/** A dialog of one decision; its button names the client it acts on. */
export function WorkDialog(props: WorkDialogProps) {
  const { subject, title, hint, isOpen, onClose, isPending, isReady = true, onSubmit, children } = props
  const [{ t }, work] = [useT('incident'), useT('incidentWork')]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog title={title} description={hint} isOpen={isOpen} onOpenChange={onClose} closeLabel={t.actions.close}>
      <form onSubmit={submit} className="grid gap-4">
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t.actions.cancel}</Button>
          <Button type="submit" look="primary" isPending={isPending} disabled={!isReady}>
            {work.f(work.t.actions.save, { client: subject.client })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function Words(props: {
  label: string
  value: string
  onChange: (value: string) => void
  max?: number
  rows?: number
}) {
  const { label, value, onChange, max = 4000, rows = 3 } = props
  return (
    <Field label={label}>
      {(control) => (
        <TextArea
          {...control}
          required
          maxLength={max}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
