import { deriveTheme } from '@/domain/brand/theme'

const LIGHT = `--bg:#f3f4f5;--raised:#fff;--line:#e0e3e6;--line-2:#bac1c7;--ink:#1a1e22;--ink-2:#4a525a;--ink-3:#5b646c;
--excused:#4b3f7a;--ok:#b4bcc3;--late-ink:#864a00;--late:#e39b14;--down-ink:#b01f18;--down:#d1352c;--empty:#e0e3e6;color-scheme:light`
const DARK = `--bg:#15181b;--raised:#21262a;--line:#2a3035;--line-2:#454d55;--ink:#e4e7ea;--ink-2:#b0b8bf;--ink-3:#9aa3ab;
--excused:#b9acec;--ok:#4b545c;--late-ink:#efb24c;--late:#dc9a22;--down-ink:#ff8f86;--down:#e2524a;--empty:#2a3035;color-scheme:dark`

const RULES = `
*{box-sizing:border-box;margin:0}
body{background:var(--bg);color:var(--ink);font:400 16px/24px Inter,system-ui,-apple-system,"Segoe UI",sans-serif;font-feature-settings:"tnum";overflow-wrap:anywhere}
header{background:var(--brand);color:var(--on-brand);padding:12px 20px}
header>div{max-width:640px;margin:auto;display:flex;gap:12px;align-items:center}
header b{display:block;font-weight:600;line-height:20px}
header span{color:var(--on-brand-2);font-size:14px;line-height:20px}
main,footer{max-width:680px;margin:auto;padding:24px 20px 8px}
footer{color:var(--ink-3);font-size:14px;padding-bottom:40px}
h1{font-size:16px;font-weight:600;color:var(--ink-2)}
.answer{display:flex;gap:12px;align-items:baseline;font-size:28px;line-height:34px;font-weight:600;letter-spacing:-.01em;margin:4px 0 8px;text-wrap:balance}
.answer svg{flex:none}
.lead{color:var(--ink-2);font-size:18px;line-height:28px}
section{margin-top:32px}
h2{display:flex;justify-content:space-between;gap:16px;align-items:baseline;font-size:16px;font-weight:600;border-bottom:1px solid var(--line-2);padding-bottom:8px}
h2 small{font-weight:400;font-size:14px;color:var(--ink-3)}
ul{list-style:none;padding:0}
li{border-bottom:1px solid var(--line);min-height:48px;padding:11px 0}
.step{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px}
.state{display:flex;gap:8px;align-items:center;margin-left:auto;color:var(--ink-3)}.state svg{flex:none}
.slow{color:var(--late-ink);font-weight:500}.stopped{color:var(--down-ink);font-weight:500}
.when{color:var(--ink-3);font-size:14px;line-height:20px;display:block}
.phrase{font-weight:500}
.calm{color:var(--ink-3);padding:12px 0}
.note{white-space:pre-line}
.figure{flex:none;margin-left:auto;max-width:60%;text-align:right;color:var(--ink-2)}.figure.stopped{color:var(--down-ink)}
.stale{border:1px dashed var(--line-2);border-radius:4px;padding:10px 12px;margin-bottom:16px;color:var(--ink-2)}
.row{margin-top:16px}
.cap{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px}
.cap small{font-size:14px;color:var(--ink-3)}
.bars{display:block;width:100%;height:36px;margin-top:4px}
.defs{position:absolute}
.b-none{fill:url(#hatch)}.b-kept{fill:var(--ok)}.b-late{fill:var(--late)}.b-down{fill:var(--down)}
.axis{display:flex;justify-content:space-between;color:var(--ink-3);font-size:14px;margin-top:4px}
.planned{display:flex;gap:8px;align-items:center;color:var(--excused)}
.big{font-size:28px;line-height:34px;color:var(--ink);letter-spacing:-.01em;margin:8px 0}
a{color:var(--brand-link);text-underline-offset:3px}
.links{display:flex;flex-wrap:wrap;gap:0 20px}
.links a{display:inline-block;padding:12px 0;min-height:48px}
form{margin-top:24px;display:grid;gap:24px}
fieldset{border:0;padding:0;min-width:0}
legend,.field span{font-weight:600;padding:0;margin-bottom:4px;display:block}
.pick{display:flex;gap:12px;align-items:center;min-height:48px;border-bottom:1px solid var(--line)}
.pick input{width:20px;height:20px;flex:none;accent-color:var(--brand-btn)}
input[type=email]{font:inherit;width:100%;min-height:48px;padding:8px 12px;border:1px solid var(--ink-3);border-radius:4px;background:var(--raised);color:var(--ink)}
button{font:inherit;font-weight:600;min-height:48px;padding:8px 24px;border:1px solid transparent;border-radius:4px;background:var(--brand-btn);color:var(--on-brand);justify-self:start}
button.quiet{background:none;border-color:var(--line-2);color:var(--ink)}
:focus-visible{outline:3px solid var(--brand-link);outline-offset:2px}
`

/** The page's whole style sheet. Only validated hex colours of the brand are written into it. */
export function portalStyle(brandColor: string): string {
  const theme = deriveTheme(brandColor)
  const vars = (map: Record<string, string>) =>
    Object.entries(map)
      .map(([name, value]) => `${name}:${value}`)
      .join(';')
  return `:root{${LIGHT};${vars(theme.light)}}@media(prefers-color-scheme:dark){:root{${DARK};${vars(theme.dark)}}}${RULES}`
}
