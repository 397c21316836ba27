import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { runScript } from './services/lifetime'

const USAGE = `npm run andon -- create-partner --slug <address> --name <company> --email <owner's mail> --owner <owner's name> [--color #0e545e] [--locale en|de]
  Makes a partner with its address <slug>.<BASE_DOMAIN> and its first owner, and prints a password once.
  Reads the same environment as the program (DATABASE_URL, REDIS_URL, AUTH_SECRET …).

npm run andon -- verify-audit [--partner <address>] [--from-checkpoints <folder>] [--key <fingerprint>]...
  Walks the audit trail of every partner (or one) against its chain, its signed checkpoints and the copies kept outside the
  database (ANDON_PROOF_DIR, or the folder given); names the first bad entry. Exit code 0 = as written, 1 = not, 2 = not run.

npm run andon -- verify-pack <pack.zip> [--key <fingerprint>] [--checkpoint <digest>]...
  Checks an evidence pack with public/verify-pack.mjs, the same file that auditors are given. Exit codes as above.

npm run andon -- backup <new folder>
  One moment of the whole database and the files kept outside it, while the program runs. Needs no other tool.

npm run andon -- restore <folder>
  Puts it into the empty database of DATABASE_URL, compares every table, and ends in verify-audit. Exit code 0 = as it was.

npm run andon -- stripe-setup
  Makes what is missing of products, prices and the meter of the plans at the payment service (STRIPE_SECRET_KEY).

npm run andon -- rotate-keys
  Wraps every partner's data key with the first of SECRET_KEYS. Keys that wrap nothing any more may then be removed.
`

/** `npm run andon -- <command>`: what an operator does without a browser. */
runScript(async () => {
  const [command, ...args] = process.argv.slice(2)
  if (command === 'create-partner') return createFirst(args)
  if (command === 'verify-audit') return (await import('./andon/verify-audit')).verifyAudit(args)
  if (command === 'backup') return (await import('./andon/backup/commands')).backup(args)
  if (command === 'restore') return (await import('./andon/backup/commands')).restore(args)
  if (command === 'verify-pack') return verifyPack(args)
  if (command === 'stripe-setup') return (await import('./andon/stripe-setup')).setUpStripe()
  if (command === 'rotate-keys') return (await import('./andon/rotate-keys')).rotateKeys()
  process.stdout.write(USAGE)
  return 1
})

/** The very file that auditors run, in a process of its own: no tool of ours stands between it and the pack. */
function verifyPack(args: string[]): number {
  return spawnSync(process.execPath, ['public/verify-pack.mjs', ...args], { stdio: 'inherit' }).status ?? 2
}

async function createFirst(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const options = { slug: text, name: text, email: text, owner: text, color: text, locale: text }
  const { slug, name, email, owner, color = '#0e545e', locale = 'en' } = parseArgs({ args, options }).values
  const [{ createPartner }, { systemCaller }, { closePools }, { newId }, { randomToken }] = await Promise.all([
    import('@/services/partner/create'),
    import('~/prisma/seed/callers'),
    import('@/infra/db'),
    import('@/lib/ids'),
    import('@/lib/crypto'),
  ])
  const password = randomToken(20)
  const wanted = { slug, name, brandName: name, brandColor: color, locale, owner: { email, name: owner, password } }
  const parsed = createPartner.input.safeParse(wanted)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    process.stderr.write(`This partner cannot be made:\n${lines.join('\n')}\n\n${USAGE}`)
    return 1
  }
  const { host } = await createPartner(systemCaller(newId()), parsed.data).finally(closePools)
  process.stdout.write(
    `${name} lives at ${host}\n${email} signs in with the password ${password}\nIt is not shown again.\n`,
  )
  return 0
}
