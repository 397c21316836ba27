const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * False for a write that a browser sends for another site. Browsers always name the Origin of a POST;
 * a program without a browser sends neither header and carries no visitor's cookie.
 */
export function isSameOrigin(method: string, headers: Headers): boolean {
  if (SAFE.has(method)) return true
  const origin = headers.get('origin')
  if (origin !== null) return URL.canParse(origin) && new URL(origin).host === headers.get('host')?.toLowerCase()
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin'
}
