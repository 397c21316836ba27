'use client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { CopyField } from '@/ui/primitives/copy-field'

export interface Made {
  kind: 'api' | 'ping'
  key: string
}

/** One event, complete: paste it into a shell and a run appears. */
function eventCurl(origin: string, key: string): string {
  return [
    `curl -fsS ${origin}/api/v1/events \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"id":"try-1","workflow":"try-it","execution":"1",`,
    `       "type":"execution.succeeded","time":"'$(date -u +%FT%TZ)'"}'`,
  ].join('\n')
}

/** The secret, this once, with a command that proves it works. */
export function MadeKey({ made: { kind, key }, origin, onDone }: { made: Made; origin: string; onDone: () => void }) {
  const { t } = useT('keys')
  const { copy, copied } = t.made
  const url = `${origin}/ping/${key}`
  const isPing = kind === 'ping'
  return (
    <div className="grid grid-cols-1 gap-4">
      <CopyField label={isPing ? t.made.url : t.made.key} value={isPing ? url : key} copy={copy} copied={copied} />
      <CopyField
        label={isPing ? t.made.curlPing : t.made.curl}
        value={isPing ? `curl -fsS ${url}/start\ncurl -fsS ${url}` : eventCurl(origin, key)}
        copy={copy}
        copied={copied}
        isMultiline
      />
      <Button look="primary" className="justify-self-end" onClick={onDone}>
        {t.made.done}
      </Button>
    </div>
  )
}
