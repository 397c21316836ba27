'use client'
import { CrashPage, type CrashProps } from '@/ui/shell/crash-page'

export default function ErrorPage(props: CrashProps) {
  return <CrashPage {...props} />
}
