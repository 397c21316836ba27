'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { CopyField } from '@/ui/primitives/copy-field'
import { plantTime } from '@/ui/primitives/plant-time'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'
import { CodeForm } from './code-form'

interface Enrolment {
  secret: string
  qr: { size: number; path: string }
}

/** Off → scan and confirm → on; off again only with a code. */
export function SecondFactor({ enabledAt, zone }: { enabledAt: Date | null; zone: string }) {
  const { t, f, locale } = useT('settings')
  const words = t.you
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const [api, outcome] = [useApi(), useOutcome()]
  const enroll = useMutation(
    api.member.enrollTotp.mutationOptions({ onSuccess: setEnrolment, onError: outcome.failed }),
  )
  if (enabledAt) {
    return (
      <div className="grid gap-3 py-4">
        <p className="text-ink-2">
          {f(words.totpOn, { date: plantTime(enabledAt, { zone, locale, detail: 'full' }) })}
        </p>
        {isLeaving ? (
          <Disable onDone={() => setLeaving(false)} />
        ) : (
          <Button className="justify-self-start" onClick={() => setLeaving(true)}>
            {words.totpDisable}
          </Button>
        )}
      </div>
    )
  }
  if (enrolment) return <Enrol enrolment={enrolment} onDone={() => setEnrolment(null)} />
  return (
    <div className="grid gap-3 py-4">
      <p className="text-ink-2">{words.totpOff}</p>
      <Button className="justify-self-start" isPending={enroll.isPending} onClick={() => enroll.mutate({})}>
        {words.totpStart}
      </Button>
    </div>
  )
}

/** The secret as a picture and as text; the first code proves that the app has it. */
function Enrol({ enrolment: { secret, qr }, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const { t } = useT('settings')
  const words = t.you
  const [api, outcome, problem] = [useApi(), useOutcome(), useProblem()]
  const { mutate, isPending, error } = useMutation(
    api.member.confirmTotp.mutationOptions({
      onSuccess: () => {
        onDone()
        outcome.done(words.totpEnabled)
      },
    }),
  )
  const quiet = 4
  return (
    <div className="flex flex-wrap gap-6 py-4">
      <svg
        role="img"
        aria-label={words.totpQr}
        viewBox={`${-quiet} ${-quiet} ${qr.size + 2 * quiet} ${qr.size + 2 * quiet}`}
        className="size-44 flex-none rounded border border-line-2 bg-white"
        shapeRendering="crispEdges"
      >
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="grid max-w-md flex-1 content-start gap-4">
        <p className="text-ink-2">{words.totpScan}</p>
        <CopyField label={words.totpKey} value={secret} copy={words.copy} copied={words.copied} />
        <CodeForm
          label={words.totpConfirm}
          isPending={isPending}
          error={error && problem(error)}
          onCode={(code) => mutate({ code })}
          onCancel={onDone}
        />
      </div>
    </div>
  )
}

function Disable({ onDone }: { onDone: () => void }) {
  const { t } = useT('settings')
  const words = t.you
  const [api, outcome, problem] = [useApi(), useOutcome(), useProblem()]
  const { mutate, isPending, error } = useMutation(
    api.member.disableTotp.mutationOptions({
      onSuccess: () => {
        onDone()
        outcome.done(words.totpDisabled)
      },
    }),
  )
  return (
    <CodeForm
      label={words.totpDisable}
      isPending={isPending}
      error={error && problem(error)}
      onCode={(code) => mutate({ code })}
      onCancel={onDone}
    />
  )
}
