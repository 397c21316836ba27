import { z } from 'zod'
import { createProcess } from '@/services/process/create'
import { updateProcess } from '@/services/process/update'
import { type RestRoute, route } from '../route'

export const processRoutes: readonly RestRoute[] = [
  route('POST /api/v1/processes', createProcess, z.object({ processId: z.uuid(), slug: z.string() }), {
    summary: 'Name a business process at a plant',
    status: 201,
  }),
  route('PATCH /api/v1/processes/{processId}', updateProcess, z.object({ processId: z.uuid() }), {
    summary: 'Correct a process: its names, its plant, its place in the portal',
  }),
]
