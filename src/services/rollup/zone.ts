/**
 * The zone a workflow `w` counts in: of its plant, else of its process's, else of its client's first; UTC for a client without a
 * plant. The same choice as in services/health/facts. Joins as `z` with the columns zone and site_id.
 */
export const ZONE_OF_WORKFLOW = `
LEFT JOIN process zp ON zp.tenant_id = w.tenant_id AND zp.id = w.process_id
LEFT JOIN LATERAL (
  SELECT s.zone, s.id AS site_id FROM site s WHERE s.tenant_id = w.tenant_id AND s.client_id = w.client_id
  ORDER BY s.id = coalesce(w.site_id, zp.site_id) DESC NULLS LAST, s.created_at, s.id LIMIT 1) z ON true`

/**
 * The hour of the plant's clock that an instant lies in, as the instant it began: hours of Kolkata begin at half past. Offsets of
 * all zones are whole minutes and days begin with an hour, so an hour lies in one local day, whatever the zone and its changes.
 */
export const hourOf = (instant: string, zone: string) =>
  `(date_trunc('minute', ${instant}) - make_interval(mins => extract(minute FROM ${instant} AT TIME ZONE ${zone})::int))`
