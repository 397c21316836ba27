/** The shape of a source catalogue with its words set free: a missing or extra key fails the build. */
export type Translated<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Translated<Source[Key]>
}
