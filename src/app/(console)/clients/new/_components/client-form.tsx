'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { suggestSlug } from '@/domain/client/slug'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../_components/form-problem'
import { TextField } from '../../../_components/text-field'

/** Creates, says so, and goes on to the first plant. */
function useCreate() {
  const { t, f } = useT('registry')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  return useMutation(
    api.client.create.mutationOptions({
      onSuccess: ({ slug }, { name }) => {
        toast.done(f(t.client.created, { name }))
        router.push(`/clients/${slug}/sites/new`)
        router.refresh()
      },
    }),
  )
}

/** Name and address of a new client. */
export function ClientForm({ origin }: { origin: string }) {
  const { t, f } = useT('registry')
  const words = t.client
  const [name, setName] = useState('')
  const [ownSlug, setOwnSlug] = useState<string | null>(null)
  const { mutate, isPending, error } = useCreate()
  const slug = ownSlug ?? suggestSlug(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, slug })
  }
  return (
    <form onSubmit={submit} className="grid max-w-lg gap-4">
      <TextField
        label={words.name}
        hint={words.nameHint}
        required
        maxLength={120}
        value={name}
        onChange={setName}
        autoFocus
      />
      <TextField
        label={words.slug}
        hint={
          <>
            {words.slugHint} {slug && f(words.address, { address: `${origin}/portal/${slug}` })}
          </>
        }
        required
        maxLength={63}
        spellCheck={false}
        className="font-mono"
        value={slug}
        onChange={setOwnSlug}
      />
      <FormProblem error={error} />
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {words.create}
      </Button>
    </form>
  )
}
