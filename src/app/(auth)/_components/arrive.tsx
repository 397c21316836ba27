'use client'
import { useArrival } from './use-arrival'

/** Goes on at once. */
export function Arrive({ to }: { to: string }) {
  useArrival(to)
  return null
}
