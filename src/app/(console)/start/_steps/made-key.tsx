'use client'
import { useT } from '@/ui/i18n/context'
import { CopyField } from '@/ui/primitives/copy-field'

export interface Made {
  kind: 'api' | 'ping'
  key: string
}

/** One event, complete: works in any shell, and again and again, because each try has an id of its own. */
function eventCurl(origin: string, key: string): string {
  return [
    `now=$(date -u +%FT%TZ); curl -fsS ${origin}/api/v1/events \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"id":"try-'$now'","workflow":"order-release","execution":"'$now'",`,
    `       "type":"execution.succeeded","time":"'$now'"}'`,
  ].join('\n')
}

/** The secret, this once, with a command that proves it works. */
export function MadeKey({ made: { kind, key }, origin }: { made: Made; origin: string }) {
  const words = useT('start').t.source
  const url = `${origin}/ping/${key}`
  const [copy, copied] = [words.copy, words.copied]
  const isPing = kind === 'ping'
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-ink-2">{words.once}</p>
      <CopyField label={isPing ? words.url : words.key} value={isPing ? url : key} copy={copy} copied={copied} />
      <CopyField
        label={words.try}
        value={isPing ? `curl -fsS ${url}/start\ncurl -fsS ${url}` : eventCurl(origin, key)}
        copy={copy}
        copied={copied}
        isMultiline
      />
    </div>
  )
}
