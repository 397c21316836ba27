export interface LoadPlan {
  port: number
  path: string
  key: string
  /** keeps the ids of this run apart from all others */
  stream: string
  connections: number
  eventsPerRequest: number
  seconds: number
  /** requests per second whatever the answers do (open loop); null: each connection sends when it has its answer */
  ratePerS: number | null
}

export interface LoadResult {
  seconds: number
  requests: number
  accepted: number
  /** answers by status */
  statuses: Record<string, number>
  /** milliseconds from the moment a request was due to its answer */
  p50: number
  p99: number
  p999: number
  max: number
}
