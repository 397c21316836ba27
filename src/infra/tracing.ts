import { SpanStatusCode, trace } from '@opentelemetry/api'
import { env } from '@/env'

const tracer = trace.getTracer('andon')

/** One span around a unit of work; costs nothing until an exporter is configured. */
export function traced<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT) return work()
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work()
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' })
      throw error
    } finally {
      span.end()
    }
  })
}
