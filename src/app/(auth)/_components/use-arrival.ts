'use client'
import { useEffect } from 'react'

/**
 * Goes on with a new document once the session is open. A server action must not `redirect()` inside the site: Next
 * would fetch the target from itself under its own host name, where no partner lives.
 */
export function useArrival(enteredTo: string | null): boolean {
  useEffect(() => {
    if (enteredTo !== null) window.location.assign(enteredTo)
  }, [enteredTo])
  return enteredTo !== null
}
