/** A Host header as it is stored: lower case, no port, no trailing dot. Empty when it is not a host name. */
export function normalizeHost(header: string): string {
  const host = header
    .trim()
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')
  return /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) ? host : ''
}
