import { createServer } from 'node:http'
import { requestListener } from '@/http/listener'
import { portalDoor } from '@/http/portal-door'

// The portal's door behind the listener every request passes, and nothing else: B12 measures what a reader waits for.
createServer(requestListener([portalDoor], null)).listen(Number(process.argv[2]), '127.0.0.1')
