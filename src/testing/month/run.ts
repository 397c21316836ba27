import type { MonthFile } from '@/domain/month/schema'
import { setUpAtOf } from '@/domain/month/timeline'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { getMonth } from '@/services/month/get'
import { playMonth } from './play'
import { presentMonth } from './present'
import { startVirtualClock } from './virtual-clock'

/**
 * Plays a month file on virtual time in the database of this process, which is its own and thrown away afterwards. Answers with
 * what was frozen. Nothing may have connected to the database before.
 */
export async function runMonth(
  file: MonthFile,
  { databaseUrl, say }: { databaseUrl: string; say(text: string): void },
) {
  const clock = await startVirtualClock(databaseUrl, setUpAtOf(file))
  try {
    const played = await playMonth(file, clock, say)
    const { ada, clientId } = played.world
    const frozen = await getMonth({ ...ada, requestId: newId() }, { clientId, month: file.month })
    return { ...(await presentMonth(played, frozen)), reasons: played.answers.reasons }
  } finally {
    await clock.stop()
    await closePools()
  }
}
