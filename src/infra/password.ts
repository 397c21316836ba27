import { hashPassword, verifyPassword } from '@/lib/crypto'
import { AppError } from '@/lib/errors'

/** scrypt takes 128 MB and ~0.4 s of a core each: two at a time, and a short queue behind them. */
const AT_ONCE = 2
const WAITING_MAX = 16

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_MAX)
      throw new AppError('UNAVAILABLE', 'Too many people are signing in right now. Try again in a few seconds.')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

let decoy: Promise<string> | undefined

/** True for the right password. Without a stored hash it works just as long and says false. */
export function verifyPasswordInTurn(password: string, stored: string | null): Promise<boolean> {
  return inTurn(async () => {
    decoy ??= hashPassword('nobody has this password')
    const isRight = await verifyPassword(password, stored ?? (await decoy))
    return stored !== null && isRight
  })
}

/** A new password's hash. */
export function hashPasswordInTurn(password: string): Promise<string> {
  return inTurn(() => hashPassword(password))
}
