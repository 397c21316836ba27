import type { CauseFacts } from '@/services/cause/get'
import type { Frame } from '../_components/header'
import { Beside } from './beside'
import { Cause } from './cause'

/** The facts about where it comes from. */
export function Causes({ frame, facts }: { frame: Frame; facts: CauseFacts }) {
  return (
    <>
      <Beside facts={facts} viewer={frame.viewer} />
      <Cause {...frame} />
    </>
  )
}
