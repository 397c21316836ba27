'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReportSetting } from '@/services/report/setting'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea, TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../settings/_components/use-outcome'

interface Props {
  clientId: string
  client: string
  setting: ReportSetting
}

const LINE = /^(\S+@\S+?)[,;\s]+(en|de)$/

/** "board@plant.example de", one a line; null where a line is neither. */
function recipientsOf(text: string): { email: string; locale: 'en' | 'de' }[] | null {
  const lines = text.split('\n').flatMap((line) => line.trim() || [])
  const read = lines.map((line) => LINE.exec(line))
  if (read.some((match) => match === null)) return null
  return read.map((match) => ({ email: match?.[1] ?? '', locale: match?.[2] === 'de' ? 'de' : 'en' }))
}

/** When a client's reports go out, to whom, and whether people look first. */
export function ScheduleForm({ clientId, client, setting }: Props) {
  const { t, f } = useT('report')
  const words = t.schedule
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const [isHeld, setHeld] = useState(setting.isHeld)
  const [day, setDay] = useState(String(setting.dayOfMonth))
  const [text, setText] = useState(setting.recipients.map(({ email, locale }) => `${email} ${locale}`).join('\n'))
  const [problem, setProblem] = useState<string | null>(null)
  const save = useMutation(
    api.report.schedule.mutationOptions({
      onSuccess: () => {
        outcome.done(f(words.saved, { client }))
        setOpen(false)
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const recipients = recipientsOf(text)
    setProblem(recipients ? null : words.bad)
    if (recipients) save.mutate({ clientId, isHeld, dayOfMonth: Number(day), recipients })
  }
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)} aria-label={`${words.title}: ${client}`}>
        {words.title}
      </Button>
      <Dialog title={`${words.title}: ${client}`} isOpen={isOpen} onOpenChange={setOpen} closeLabel={t.release.close}>
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <Field label={words.day} hint={words.dayHint}>
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={1}
                max={28}
                required
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            )}
          </Field>
          <Field label={words.recipients} hint={words.recipientsHint} error={problem}>
            {(control) => <TextArea {...control} value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
          <Field label={words.held} hint={words.heldHint}>
            {(control) => (
              <input
                {...control}
                type="checkbox"
                className="size-4 accent-brand"
                checked={isHeld}
                onChange={(event) => setHeld(event.target.checked)}
              />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button type="submit" look="primary" isPending={save.isPending}>
              {f(words.save, { client })}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
