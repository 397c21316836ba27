import { describe, expect, it } from 'vitest'
import { leaksIn, secretsOfLinks } from './leaks'

const TOKEN = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6'

describe('leaksIn', () => {
  it('finds a value it was told, wherever it stands', () => {
    expect(leaksIn(`{"url":"/ack/${TOKEN}?x=1"}`, [TOKEN])).toEqual(['a1B2c3D4…'])
  })

  it('finds keys by the way they are written, without being told', () => {
    const text = `a ak_${TOKEN} b whsec_${TOKEN} c sk_test_${TOKEN} d n8n_api_${TOKEN}`
    expect(leaksIn(text, [])).toEqual(['ak_a1B2c…', 'whsec_a1…', 'sk_test_…', 'n8n_api_…'])
  })

  it('leaves a hint of a key alone: its first letters are how people tell keys apart', () => {
    expect(leaksIn('key ak_a1B2c3… was used', ['short'])).toEqual([])
  })
})

describe('secretsOfLinks', () => {
  it('takes each secret out of the links that let somebody in, once', () => {
    const html = `<a href="https://x.example/sign-in/${TOKEN}">in</a> <a href="https://x.example/clients/${TOKEN}">no</a>`
    expect(secretsOfLinks([html, html])).toEqual([TOKEN])
  })
})
