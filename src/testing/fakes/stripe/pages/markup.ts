import type { Invoice } from '../shapes'

/** Minor units as people read them. */
export function euros(minor: number): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(minor / 100)
}

export function when(atS: number): string {
  return new Date(atS * 1000).toISOString().slice(0, 16).replace('T', ' ')
}

export const button = (value: string, words: string) => `<button name="do" value="${value}">${words}</button> `
export const form = (to: string, inside: string) => `<form method="post" action="${to}">${inside}</form>`

/** A page of the stand-in: nobody takes it for the real one. */
export function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>${title} (payment service of the demo)</title><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
aside{border:2px dashed #8a6d00;background:#fff8dd;padding:.5rem 1rem;margin-bottom:1.5rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600}
td,th{border-bottom:1px solid #ddd;padding:.4rem;text-align:left}
button{font:inherit;padding:.5rem 1rem;margin:.25rem .25rem .25rem 0}[role=alert]{color:#a00000;font-weight:600}
</style></head><body><aside>This is the <b>demo's payment service</b>, a stand-in on this machine. No money moves and no card is read.</aside>
<main><h1>${title}</h1>${body}</main></body></html>`
}

/** A one-page PDF of an invoice, of the few objects that the format asks for. */
export function pdf({ number, lines, total }: Invoice): Buffer {
  const words = [
    `Invoice ${number} (demo, no money moves)`,
    ...lines.data.map((line) => `${line.description}: ${line.amount / 100} EUR`),
    `Total: ${total / 100} EUR`,
  ]
  const shown = words.map((each) =>
    each
      .replaceAll('×', 'x')
      .replace(/[^\x20-\x7e]/g, '?')
      .replace(/[\\()]/g, '\\$&'),
  )
  const text = `BT /F1 11 Tf 60 780 Td 18 TL ${shown.map((each) => `(${each}) Tj T*`).join(' ')} ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj${object}endobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`
  return Buffer.from(file, 'latin1')
}
