/** What every write of this page names. */
export interface Subject {
  incidentId: string
  number: string
  client: string
  partner: string
}

/** A dialog over the incident. */
export interface FormProps {
  subject: Subject
  isOpen: boolean
  onClose: () => void
}
