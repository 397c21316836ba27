/** A change as its forms need it. */
export interface ShownChange {
  id: string
  number: number
  client: string
  status: string
  title: string
  why: string
  risk: string
  rollback: string | null
  authorIds: string[]
}
