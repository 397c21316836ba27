import type { ReactElement } from 'react'
import { render, toPlainText } from 'react-email'

/** Columns are marked with the name of the library; a mail names nobody but the partner. */
const TOOL_MARK = / data-id="__react-email-[a-z]+"/g

/** A mail ready to store and send: both bodies say the same. */
export interface MailBody {
  subject: string
  html: string
  text: string
}

/** Names are written as people wrote them, also in headings. */
const AS_WRITTEN = { selectors: [{ selector: 'h1', options: { uppercase: false } }] }

/** Subjects are one line, whatever a name contains. */
export async function mailBody(subject: string, element: ReactElement): Promise<MailBody> {
  const html = (await render(element)).replaceAll(TOOL_MARK, '')
  return { subject: subject.replace(/\p{Cc}+/gu, ' ').slice(0, 200), html, text: toPlainText(html, AS_WRITTEN) }
}
