import type { en } from './en'
import type { Translated } from './translated'

/** The shape of a catalogue: what English has, every language has. */
export type Messages = Translated<typeof en>
