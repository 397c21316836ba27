/** A place on this host, or `/`: never another origin, whatever a link claims. */
export function localPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted) || /[\s\\\p{Cc}]/u.test(wanted)) return '/'
  return wanted
}
