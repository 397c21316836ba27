export const UPDATE_TEMPLATES = ['seen', 'cause', 'waiting', 'recovering', 'done'] as const
export type UpdateTemplate = (typeof UPDATE_TEMPLATES)[number]

export const TEMPLATE_LOCALES = ['en', 'de'] as const
export type TemplateLocale = (typeof TEMPLATE_LOCALES)[number]

/** What a client is told, in plant words: what happens, what we do, when we write again. `{…}` in the text is for the writer to fill. */
const TEXTS: Record<TemplateLocale, Record<UpdateTemplate, string>> = {
  en: {
    seen: 'We see that {workflow} has been disturbed since {since}. We are working on it and will write again by {next}.',
    cause:
      'We have found the cause of the disturbance of {workflow}: {cause}. We are preparing the repair and will write again by {next}.',
    waiting:
      'The repair of {workflow} now depends on {whom}. We have asked for priority and will write again by {next}.',
    recovering: '{workflow} is running again. What waited is being caught up; we are watching it until {next}.',
    done: '{workflow} is running normally again. What waited since {since} has been caught up. Thank you for your patience.',
  },
  de: {
    seen: 'Wir sehen, dass {workflow} seit {since} gestört ist. Wir arbeiten daran und melden uns bis {next} wieder.',
    cause:
      'Wir haben die Ursache der Störung von {workflow} gefunden: {cause}. Wir bereiten die Behebung vor und melden uns bis {next} wieder.',
    waiting:
      'Die Behebung bei {workflow} hängt jetzt von {whom} ab. Wir haben um Vorrang gebeten und melden uns bis {next} wieder.',
    recovering: '{workflow} läuft wieder. Was wartete, wird nachgeholt; wir beobachten es bis {next}.',
    done: '{workflow} läuft wieder normal. Was seit {since} wartete, ist nachgeholt. Danke für Ihre Geduld.',
  },
}

/** The text with what is known filled in; what only the writer knows stays as a gap to fill. */
export function templateText(
  template: UpdateTemplate,
  locale: TemplateLocale,
  known: Readonly<Record<string, string | null>>,
): string {
  return TEXTS[locale][template].replace(/\{(\w+)\}/g, (gap, name: string) => known[name] ?? gap)
}

/** A gap was left: the note is not ready to be read by a client. */
export function hasGap(text: string): boolean {
  return /\{(?:cause|whom|next|since|workflow)\}/.test(text)
}
