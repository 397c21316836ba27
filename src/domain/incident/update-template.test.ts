import { describe, expect, it } from 'vitest'
import { hasGap, TEMPLATE_LOCALES, templateText, UPDATE_TEMPLATES } from './update-template'

describe('templates for clients', () => {
  it('fill what is known and leave a visible gap for what is not', () => {
    const text = templateText('seen', 'en', { workflow: 'Order release', since: '22:10', next: null })
    expect(text).toBe(
      'We see that Order release has been disturbed since 22:10. We are working on it and will write again by {next}.',
    )
    expect(hasGap(text)).toBe(true)
    expect(hasGap(text.replace('{next}', '23:00'))).toBe(false)
    expect(hasGap('{"json": 1}')).toBe(false)
  })
  it('each gap of every text is one that is noticed', () => {
    for (const locale of TEMPLATE_LOCALES)
      for (const template of UPDATE_TEMPLATES) {
        for (const gap of templateText(template, locale, {}).match(/\{\w+\}/g) ?? []) expect(hasGap(gap)).toBe(true)
        expect(
          hasGap(templateText(template, locale, { workflow: 'a', since: 'b', next: 'c', cause: 'd', whom: 'e' })),
        ).toBe(false)
      }
  })
})
