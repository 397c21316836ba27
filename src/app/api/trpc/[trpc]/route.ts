import { handleTrpc } from '@/trpc/http'

export { handleTrpc as GET, handleTrpc as POST }
