/** `2026-11-23T22:10`, as `datetime-local` reads and writes it, on the plant's clock. */
export function wallOf(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)
  return parts.replace(' ', 'T')
}

/** The instant of a wall time; in a gap of the clock the one an hour on, of two the earlier. */
export function instantOfWall(wall: string, zone: string): Date {
  const wanted = Date.parse(`${wall}:00Z`)
  let at = wanted
  for (let turn = 0; turn < 3; turn++) at += wanted - Date.parse(`${wallOf(new Date(at), zone)}:00Z`)
  return new Date(at)
}
