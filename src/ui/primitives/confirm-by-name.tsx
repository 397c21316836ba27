'use client'
import { useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { Field } from './field'
import { TextInput } from './inputs'

export interface ConfirmByNameProps {
  /** what must be typed, exactly */
  name: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onConfirm: () => void
  isPending?: boolean
  words: { title: string; consequence: string; typeName: string; confirm: string; cancel: string }
}

/** Destructive work asks for the name of what it destroys; each time anew. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const { isOpen, onOpenChange, words } = props
  return (
    <Dialog
      title={words.title}
      description={words.consequence}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      closeLabel={words.cancel}
    >
      <NameForm {...props} />
    </Dialog>
  )
}

function NameForm({ name, onOpenChange, onConfirm, isPending, words }: ConfirmByNameProps) {
  const [typed, setTyped] = useState('')
  const isName = typed.trim() === name
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isName) onConfirm()
      }}
    >
      <Field label={words.typeName}>
        {(control) => (
          <TextInput {...control} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{words.cancel}</Button>
        <Button type="submit" look="danger" disabled={!isName} isPending={isPending}>
          {words.confirm}
        </Button>
      </div>
    </form>
  )
}
