'use client'
import { useState } from 'react'
import { Button } from './button'

/** Something to take away: a key shown once, a URL, a command. */
export function CopyField({
  label,
  value,
  copy,
  copied,
  isMultiline = false,
}: {
  label: string
  value: string
  copy: string
  copied: string
  isMultiline?: boolean
}) {
  const [isCopied, setCopied] = useState(false)
  return (
    <div>
      <p className="mb-1 text-12 font-medium text-ink-2">{label}</p>
      <div className="flex items-start gap-2">
        <code
          className={`min-w-0 flex-1 rounded border border-line-2 bg-sunken px-2 py-1.5 font-mono text-12 ${isMultiline ? 'overflow-x-auto whitespace-pre' : 'break-all'}`}
        >
          {value}
        </code>
        <Button
          onClick={() => {
            navigator.clipboard.writeText(value).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }}
        >
          <span aria-live="polite">{isCopied ? copied : copy}</span>
        </Button>
      </div>
    </div>
  )
}
