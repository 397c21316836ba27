import { describe, expect, it } from 'vitest'
import { INJECTIONS } from '@/testing/corpus/injections'
import { safeSvg } from './svg'

const wrap = (inside: string, root = 'viewBox="0 0 10 10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`

describe('a drawing', () => {
  it('keeps what paints, at a size of ours', () => {
    const safe = safeSvg(wrap('<g fill="#123456"><path d="M0 0h5v5z"/></g>', 'viewBox="0 0 20 10" width="99999999"'))
    expect(safe).toContain('<g fill="#123456"><path d="M0 0h5v5z"/></g>')
    expect(safe).toMatch(/^<svg [^>]*viewBox="0 0 20 10" width="960" height="480"/)
  })
  it('keeps its own style sheet and references into itself', () => {
    const safe = safeSvg(
      wrap(
        '<style>.a{fill:url(#g)}</style><defs><linearGradient id="g"/></defs><path class="a"/><use xlink:href="#g"/>',
      ),
    )
    expect(safe).toContain('.a{fill:url(#g)}')
    expect(safe).toContain('<use xlink:href="#g"/>')
  })
  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT>alert(1)</SCRIPT>',
    '<foreignObject><body><img src="x" onerror="alert(1)"/></body></foreignObject>',
    '<image href="https://evil.example/x.png"/>',
    '<image xlink:href="file:///etc/passwd"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<style>@import url(https://evil.example/x.css)</style>',
    '<style>.a{fill:url("https://evil.example/x")}</style>',
    '<style>.a{fill:\\75rl(https://evil.example)}</style>',
    '<rect fill="url(https://evil.example/a)"/>',
    '<rect style="background:url(//evil.example)"/>',
    '<g onload="alert(1)" onclick="alert(2)"/>',
    '<filter id="f"><feImage href="https://evil.example/x"/></filter>',
    '<?xml-stylesheet href="https://evil.example/x.css"?>',
    '<text>&xxe;</text>',
    '<metadata><x:xmpmeta xmlns:x="a">evil.example</x:xmpmeta></metadata>',
  ])('leaves out %s', (inside) => {
    expect(safeSvg(wrap(inside))).not.toMatch(/evil|alert|script|passwd|xxe|import|\bon\w+=/i)
  })
  it.each([
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 1 1"><text>&x;</text></svg>',
    '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg viewBox="0 0 1 1"/>',
    '<svg viewBox="0 0 1 1"><g></svg>',
    '<svg viewBox="0 0 1 1"',
    '<html><svg viewBox="0 0 1 1"/></html>',
    '<svg/>',
    '<svg viewBox="0 0 0 1"/>',
    '<svg viewBox="0 0 1 1"/><svg viewBox="0 0 1 1"/>',
    wrap('<g>'.repeat(60) + '</g>'.repeat(60)),
    wrap('<use href="#a"/>'.repeat(100)),
    wrap('<rect/>'.repeat(6_000)),
    'x',
  ])('refuses %#', (source) => expect(() => safeSvg(source)).toThrow(expect.objectContaining({ code: 'INVALID' })))

  it('is never more than paint, whatever stands in it', () => {
    for (const payload of INJECTIONS) {
      for (const source of [
        payload,
        wrap(payload),
        wrap('<rect/>', `viewBox="0 0 9 9" class="${payload}"`),
        wrap(`<text>${payload}</text>`),
      ]) {
        let safe = ''
        try {
          safe = safeSvg(source)
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID' })
        }
        expect(safe).not.toMatch(
          /<(?!\/?(?:svg|g|path|rect|circle|ellipse|line|polyline|polygon|defs|linearGradient|radialGradient|stop|clipPath|mask|use|symbol|title|desc|text|tspan|style)\b)/,
        )
        expect(safe.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i)
        expect(safe).not.toMatch(/<[^>]*href="[^#]/i)
        for (const [, sheet = ''] of safe.matchAll(/<style>([^<]*)/g)) expect(sheet).not.toMatch(/@|\\|url\((?!#)/)
      }
    }
  })
})
