/** What must never stand in a log, whatever its value: keys and signing secrets by the way they are written. */
const SHAPES = [
  /\bak_[\w-]{24,}/g,
  /\bwhsec_[\w+/=-]{16,}/g,
  /\bsk_(?:live|test)_\w{8,}/g,
  /\bn8n_api_\w{24,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
]
/** Shorter values would be found by chance. */
const LENGTH_MIN = 12

/** The secrets in the links of mails: whoever has one of these addresses is let in. */
export function secretsOfLinks(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) =>
    [...text.matchAll(/\/(?:sign-in|sign-up|invitation|ack|r|unsubscribe)\/(?:confirm\/)?([\w-]{20,})/g)].map(
      ([, token = '']) => token,
    ),
  )
  return [...new Set(found)]
}

/** Which of these values, and what looks like a key, stand in a text; shortened, so that the report is no leak itself. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const known = secrets.filter((secret) => secret.length >= LENGTH_MIN && text.includes(secret))
  const shaped = SHAPES.flatMap((shape) => text.match(shape) ?? [])
  return [...new Set([...known, ...shaped])].map((secret) => `${secret.slice(0, 8)}…`)
}
