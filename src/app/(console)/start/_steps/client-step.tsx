'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { suggestSlug } from '@/domain/client/slug'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../_components/form-problem'
import { TextField } from '../../_components/text-field'

/** One client by its name, or many from a file. */
export function ClientStep({ count }: { count: number }) {
  const { t, f } = useT('start')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useMutation(
    api.client.create.mutationOptions({
      onSuccess: ({ slug }) => {
        toast.done(f(t.client.created, { name }))
        router.push(`/start?client=${slug}&step=site`)
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, slug: suggestSlug(name) })
  }
  return (
    <div className="grid gap-8">
      {count > 0 && <p className="text-ink-2">{f(t.client.have, { count })}</p>}
      <Section title={t.client.form}>
        <form onSubmit={submit} className="grid max-w-lg gap-4 pt-3">
          <TextField label={t.client.name} required maxLength={120} value={name} onChange={setName} autoFocus />
          <FormProblem error={error} />
          <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
            {t.client.create}
          </Button>
        </form>
      </Section>
      <Section title={t.client.csv}>
        <p className="pt-3 text-ink-2">{t.client.csvHint}</p>
        <p className="mt-2">
          <TextLink href="/clients/import">{t.client.csv}</TextLink>
        </p>
      </Section>
    </div>
  )
}
