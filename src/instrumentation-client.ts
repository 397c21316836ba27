import { config } from 'zod/v4/core'

// A schema asks, when it is made, whether it may compile code; the browser, whose policy forbids that, reports the
// question as a breach. Next runs this file before any page's own code.
config({ jitless: true })
