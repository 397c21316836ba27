/** Something people do at a moment. */
export interface Step {
  at: Date
  run(): Promise<void>
}
