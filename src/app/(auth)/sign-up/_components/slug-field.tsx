'use client'
import { useEffect, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { lookAddress } from '../actions'

type Answer = Awaited<ReturnType<typeof lookAddress>> | 'checking'

const PAUSE_MS = 250

/** Asks once the typing pauses; a late answer to an older word is not shown. */
function useAnswer(slug: string): Answer {
  const [answer, setAnswer] = useState<Answer>(null)
  useEffect(() => {
    if (slug === '') return setAnswer(null)
    let isCurrent = true
    setAnswer('checking')
    const timer = setTimeout(() => {
      lookAddress(slug).then(
        (found) => isCurrent && setAnswer(found),
        () => isCurrent && setAnswer(null),
      )
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [slug])
  return answer
}

interface SlugFieldProps {
  slug: string
  domain: string
  onChange: (slug: string) => void
  error: string | null
}

/** The first label of the console's address, checked while it is typed. */
export function SlugField({ slug, domain, onChange, error }: SlugFieldProps) {
  const { t, f } = useT('signUp')
  const answer = useAnswer(slug)
  const words = answer && f(t.addresses[answer], { address: `${slug}.${domain}` })
  const isGood = answer === 'free' || answer === 'checking' || answer === null
  return (
    <Field
      label={t.slug}
      hint={
        <span aria-live="polite" className="block min-h-4">
          {isGood && words}
        </span>
      }
      error={isGood ? error : words}
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <TextInput
            {...control}
            name="slug"
            required
            maxLength={63}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            value={slug}
            onChange={(event) => onChange(event.target.value.toLowerCase())}
          />
          <span className="whitespace-nowrap text-ink-3">.{domain}</span>
        </span>
      )}
    </Field>
  )
}
