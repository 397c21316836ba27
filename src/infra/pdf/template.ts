/**
 * The page, in Typst 0.14. It reads `/data.json` and never evaluates a word of it: every text goes in as a string, so markup in
 * a name is printed as it was written. Pictures come as files beside it, each with its words.
 */
export const TEMPLATE = String.raw`
#let d = json("/data.json")
#let doc = d.doc
#let ink = rgb("#1a1e22")
#let ink-2 = rgb("#4a525a")
#let ink-3 = rgb("#6b747c")
#let line-1 = rgb("#e0e3e6")
#let line-2 = rgb("#bac1c7")
#let brand = rgb(d.brand.color)
#let tones = (down: rgb("#b3261e"), late: rgb("#8a5a00"), quiet: ink-3, ok: ink)
#let shapes = (down: (rgb("#d1352c"), "◆"), late: (rgb("#e39b14"), "▲"), ok: (rgb("#98a1a9"), "●"))

#set document(title: doc.title, author: d.brand.name, keywords: (), date: datetime(year: d.date.at(0), month: d.date.at(1), day: d.date.at(2)))
#set text(font: ("Inter",), size: 9.5pt, lang: doc.lang, fill: ink, number-width: "tabular", hyphenate: false, fallback: true)
#set par(leading: 0.62em, spacing: 0.95em)
#let mono(body) = text(font: "JetBrains Mono", size: 0.86em, body)

#let face = {
  if d.brand.logo != none { box(height: 20pt, image("/logo.png", alt: d.brand.name, height: 20pt)) + h(7pt) }
  else { box(height: 15pt, baseline: 2pt, image("/mark.svg", alt: d.brand.name, height: 15pt)) + h(7pt) }
  if not d.brand.isWordmark { text(size: 11pt, weight: 600, fill: brand, d.brand.name) }
}
#set page(
  paper: "a4",
  margin: (x: 46pt, top: 84pt, bottom: 78pt),
  header-ascent: 22pt,
  footer-descent: 16pt,
  header: {
    set text(size: 9pt, fill: ink-2)
    grid(columns: (1fr, auto), align: (left + horizon, right + horizon), face,
      if doc.draft != none { text(weight: 600, fill: tones.down, doc.draft) + text("  ·  ") } + doc.recipient)
    v(-3pt)
    line(length: 100%, stroke: 1.4pt + brand)
  },
  footer: context {
    set text(size: 7.4pt, fill: ink-2)
    set par(leading: 0.55em)
    line(length: 100%, stroke: 0.6pt + line-2)
    v(-3pt)
    grid(columns: (1fr, auto), column-gutter: 12pt,
      stack(spacing: 4.2pt, ..doc.foot.map(each => if each.isMono { mono(each.text) } else { text(each.text) })),
      text(doc.page.replace("{page}", str(counter(page).get().first())).replace("{pages}", str(counter(page).final().first()))))
  },
)
#show title: set text(size: 21pt, weight: 600)
#show heading.where(level: 1): it => block(above: 22pt, below: 9pt, sticky: true, text(size: 12.5pt, weight: 600, it.body))
#show heading.where(level: 2): it => block(above: 14pt, below: 7pt, sticky: true, text(size: 10pt, weight: 600, it.body))

#let name-of(id) = text(size: 5.2pt, fill: ink-3, weight: 400, id)
#let lines-of(words) = words.split("\n").map(each => text(each)).join(linebreak())
#let cell(c, side: "right") = {
  let tone = c.at("tone", default: none)
  let id = c.at("figure", default: none)
  if tone == none and id == none { return c.text }
  let body = if tone == none { c.text } else if tone == "name" { text(size: 5.8pt, fill: ink-3, c.text) } else { text(fill: tones.at(tone), c.text) }
  if id == none {
    if tone in shapes { pdf.artifact(text(size: 0.72em, baseline: -0.08em, fill: shapes.at(tone).at(0), shapes.at(tone).at(1))) + h(3.5pt) }
    body
  } else if side == "right" { box(name-of(id)) + h(2.5pt) + body } else { body + h(2.5pt) + box(name-of(id)) }
}
#let draw-table(b) = {
  set text(size: if b.columns.len() > 5 { 7.9pt } else { 8.4pt })
  set par(leading: 0.5em)
  let sides = b.columns.map(c => if c.align == "right" { right } else { left })
  table(
    columns: b.columns.map(c => c.width * 1fr),
    align: sides.map(side => side + top),
    inset: (x, _) => (left: if x == 0 { 0pt } else { 4pt }, right: if x == b.columns.len() - 1 { 0pt } else { 4pt }, y: 3.6pt),
    stroke: (_, y) => (bottom: if y == 0 { 0.8pt + line-2 } else { 0.5pt + line-1 }),
    table.header(..b.columns.map(c => text(fill: ink-2, c.header))),
    ..b.rows.flatten().enumerate().map(((i, c)) => {
      let x = calc.rem(i, b.columns.len())
      cell(c, side: b.columns.at(x).align)
    }),
  )
  if b.note != none { block(above: 6pt, text(size: 7.9pt, fill: ink-2, b.note)) }
}
#let draw-numbers(b) = grid(
  columns: (1fr, 1fr, 1fr), column-gutter: 16pt, row-gutter: 12pt,
  ..b.items.map(each => block(width: 100%, inset: (top: 6pt), stroke: (top: 0.6pt + line-2), {
    text(size: 8pt, fill: ink-2, each.label)
    linebreak()
    text(size: 15pt, weight: 600, each.cell.text)
    h(4pt)
    name-of(each.cell.figure)
  })))
#let draw-facts(b) = grid(columns: (26%, 1fr), column-gutter: 12pt, row-gutter: 8pt,
  ..b.items.map(each => (text(size: 8.4pt, fill: ink-2, each.term), if each.isMono { set text(size: 8.4pt); mono(each.text) } else { text(size: 8.8pt, lines-of(each.text)) })).flatten())

#title()
#block(above: 9pt, below: 4pt, text(size: 9.5pt, fill: ink-2, doc.subtitle))
#for section in doc.sections {
  heading(level: 1, section.title)
  for b in section.blocks {
    if b.kind == "paragraph" {
      if b.at("isHuman", default: false) { block(inset: (left: 9pt), stroke: (left: 2pt + brand), lines-of(b.text)) }
      else { par(lines-of(b.text)) }
    } else if b.kind == "heading" { heading(level: 2, b.text) }
    else if b.kind == "table" { draw-table(b) }
    else if b.kind == "numbers" { draw-numbers(b) }
    else if b.kind == "facts" { draw-facts(b) }
    else if b.kind == "list" { list(marker: text(fill: ink-3, "•"), spacing: 0.75em, ..b.items.map(c => cell(c, side: "left"))) }
    else if b.kind == "chart" {
      block(breakable: false, above: 12pt, {
        heading(level: 2, b.title)
        image(b.file, alt: b.alt, width: 100%)
        v(-4pt)
        text(size: 7.9pt, fill: ink-2, b.note)
      })
    }
  }
}
`
