import { MARKUP } from './markup'
import { OTHERS } from './others'

/** Words that would be markup, style, drawing or code if any page, mail, feed or document took them for it. All different. */
export const INJECTIONS: readonly string[] = [...new Set([...MARKUP, ...OTHERS])]
