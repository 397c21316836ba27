'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { decodeFile, type Encoding } from '@/domain/client-import/decode'
import { CHUNK_ROWS } from '@/domain/client-import/plan'
import type { DryRun } from '@/services/client-import/dry-run'
import { useApi } from '@/trpc/client'

export interface Looked {
  text: string
  encoding: Encoding | null
  run: DryRun
}

/** `done` rows of the file are written. */
export interface Progress {
  done: number
  state: 'writing' | 'stopped' | 'finished'
}

/** A file on its way: looked at, then written hundred by hundred, each exactly as it was shown. */
export function useImport() {
  const [api, router] = [useApi(), useRouter()]
  const [looked, setLooked] = useState<Looked | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const dryRun = useMutation(api.clientImport.dryRun.mutationOptions())
  const apply = useMutation(api.clientImport.write.mutationOptions())

  const look = async (text: string, encoding: Encoding | null) => {
    setProgress(null)
    const run = await dryRun.mutateAsync({ text }).catch(() => null)
    setLooked(run && { text, encoding, run })
  }
  const lookAtFile = async (file: File) => {
    const { text, encoding } = decodeFile(new Uint8Array(await file.arrayBuffer()))
    await look(text, encoding)
  }
  const write = async ({ text, run }: Looked) => {
    let done = 0
    setProgress({ done, state: 'writing' })
    for (const [chunk, hash] of run.hashes.entries()) {
      const answer = await apply.mutateAsync({ text, chunk, hash }).catch(() => null)
      if (!answer) return setProgress({ done, state: 'stopped' })
      done = Math.min(run.rows.length, (chunk + 1) * CHUNK_ROWS)
      setProgress({ done, state: 'writing' })
    }
    setProgress({ done, state: 'finished' })
    router.refresh()
  }
  return { look, lookAtFile, write, looked, progress, isLooking: dryRun.isPending, error: dryRun.error ?? apply.error }
}
