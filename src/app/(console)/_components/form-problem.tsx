'use client'
import { useProblem } from '../_lib/use-problem'

/** Why the last try was refused, above the buttons. */
export function FormProblem({ error }: { error: unknown }) {
  const problem = useProblem()
  if (!error) return null
  return (
    <p role="alert" className="font-medium text-12 text-down-ink">
      {problem(error)}
    </p>
  )
}
