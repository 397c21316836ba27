import { config } from 'zod'

// A schema asks, when it is made, whether it may compile code; the browser, whose policy forbids that, reports the
// question as a breach. Stands before the first schema. The server may compile and is faster for it.
if (typeof window !== 'undefined') config({ jitless: true })
