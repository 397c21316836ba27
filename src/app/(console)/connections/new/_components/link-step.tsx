'use client'
import type { FormEvent } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { FormProblem } from '../../../_components/form-problem'
import { TextField } from '../../../_components/text-field'

export interface Link {
  baseUrl: string
  credential: string
}

interface LinkStepProps {
  link: Link
  onChange: (link: Link) => void
  onLook: () => void
  isPending: boolean
  error: unknown
}

/** Where it is and what opens it; a first look changes nothing. */
export function LinkStep({ link, onChange, onLook, isPending, error }: LinkStepProps) {
  const { t } = useT('connection')
  const words = t.wizard
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onLook()
  }
  return (
    <form onSubmit={submit} className="grid max-w-lg gap-4">
      <TextField
        label={words.baseUrl}
        hint={words.baseUrlHint}
        type="url"
        required
        autoFocus
        maxLength={300}
        placeholder="https://n8n.example.com"
        value={link.baseUrl}
        onChange={(baseUrl) => onChange({ ...link, baseUrl })}
      />
      <TextField
        label={words.credential}
        hint={words.credentialHint}
        type="password"
        required
        autoComplete="off"
        className="font-mono"
        value={link.credential}
        onChange={(credential) => onChange({ ...link, credential })}
      />
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {words.look}
      </Button>
    </form>
  )
}
