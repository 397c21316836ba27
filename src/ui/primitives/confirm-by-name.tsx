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

/** Destructive work asks for the name of what it destroys. */
export function ConfirmByName({ name, isOpen, onOpenChange, onConfirm, isPending, words }: ConfirmByNameProps) {
  const [typed, setTyped] = useState('')
  return (
    <Dialog
      title={words.title}
      description={words.consequence}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      closeLabel={words.cancel}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed === name) onConfirm()
        }}
      >
        <Field label={words.typeName}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{words.cancel}</Button>
          <Button type="submit" look="danger" disabled={typed !== name} isPending={isPending}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
