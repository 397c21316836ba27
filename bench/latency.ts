export interface Latency {
  p50: number
  p99: number
  p999?: number
  max: number
}
