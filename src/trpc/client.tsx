'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import { BATCH_MAX, type CodedError, errorOf } from './client-error'
import type { AppRouter } from './root'

const context = createTRPCContext<AppRouter>()

/** `const api = useApi()`, then `useQuery(api.client.list.queryOptions({}))`. */
export const useApi = context.useTRPC

/** What went wrong, in the verb's own words. */
export function apiError(error: unknown): CodedError {
  return errorOf(error instanceof TRPCClientError ? error.data : null, error)
}

/** Retries only what can heal by waiting; a refusal is an answer. */
function isTransient(error: unknown): boolean {
  const { code } = apiError(error)
  return code === 'UNAVAILABLE' || code === null
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => count < 2 && isTransient(error) },
      mutations: { retry: false },
    },
  })
}

/** Gives client components the typed API; one query cache per page load. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient)
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: '/api/trpc', transformer: superjson, maxItems: BATCH_MAX, maxURLLength: 2_000 })],
    }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  )
}
