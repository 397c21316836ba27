const WORDS = {
  en: {
    title: 'Test: messages arrive here',
    line: 'Somebody pressed the test button. Nothing is wrong.',
    by: 'Sent by',
    source: 'Test',
  },
  de: {
    title: 'Test: Nachrichten kommen hier an',
    line: 'Jemand hat den Testknopf gedrückt. Es ist nichts passiert.',
    by: 'Ausgelöst von',
    source: 'Test',
  },
} as const

/** What the test button says, in the partner's language. */
export function testWords(locale: 'en' | 'de', by: string) {
  const words = WORDS[locale]
  return { title: words.title, lines: [words.line], facts: [{ label: words.by, value: by }], source: words.source }
}
