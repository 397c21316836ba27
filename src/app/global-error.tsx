'use client'
import { CrashPage, type CrashProps } from '@/ui/shell/crash-page'
import './globals.css'

/** Stands in when the root layout itself failed: it brings its own document. */
export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en">
      <body>
        <CrashPage {...props} />
      </body>
    </html>
  )
}
