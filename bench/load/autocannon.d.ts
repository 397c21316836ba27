declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    /** seconds */
    duration: number
    method?: 'POST'
    headers?: Record<string, string>
    body?: string
    /** puts an id of its own into each request, wherever the body says [<id>] */
    idReplacement?: boolean
    setupClient?(client: { on(event: 'body', listener: (body: Buffer) => void): void }): void
  }
  interface Result {
    /** seconds */
    duration: number
    statusCodeStats?: Record<string, { count: number }>
    /** milliseconds */
    latency: { p50: number; p97_5: number; p99: number; p99_9: number; max: number }
    requests: { average: number; total: number }
    /** bytes */
    throughput: { total: number }
    non2xx: number
    errors: number
  }
  // biome-ignore lint/style/noDefaultExport: so the package does it
  export default function autocannon(options: Options): Promise<Result>
}
