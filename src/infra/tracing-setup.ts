import { trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { env } from '@/env'

/** Sends our own spans to the collector; without OTEL_EXPORTER_OTLP_ENDPOINT nothing is recorded. */
export function startTracing(): { stop(): Promise<void> } {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint) return { stop: async () => undefined }
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'andon', 'andon.role': env.ROLE }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  provider.register()
  return {
    async stop() {
      await provider.shutdown()
      trace.disable()
    },
  }
}
