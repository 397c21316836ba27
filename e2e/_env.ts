function need(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run the journeys with \`npm test -- e2e [file]\``)
  return value
}

/** The program under test, as `npm test` starts it. */
export const BASE = new URL(need('E2E_BASE_URL'))
export const CHROMIUM = need('CHROMIUM_PATH')
export const DATABASE = need('DATABASE_URL')
/** The stand-in for a customer's n8n that `npm test` starts. */
export const N8N = { url: need('E2E_N8N_URL'), apiKey: need('E2E_N8N_KEY') }
/** Where programs that a journey starts keep what they log. */
export const LOG_DIR = need('E2E_LOG_DIR')
/** A folder for screenshots, when somebody wants to look. */
export const SHOTS = process.env.E2E_SHOTS || null

delete process.env.BASE_URL // Vite's own variable of that name says '/'
