import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from './csv'
import { decodeFile } from './decode'
import { type Known, planImport } from './plan'

const ZONES = ['Europe/Berlin', 'America/Chicago']
const nothing = (): Known => ({
  ...{ clients: new Map(), sites: new Map(), equipment: new Set<string>(), systems: new Set<string>() },
  ...{ workflows: new Map(), mayCreateClients: true },
})
const cells = (text: string) => readCsv(text).rows.map((row) => row.cells)
const plan = (text: string, known = nothing()) => planImport(readCsv(text), known, ZONES).rows
const outcomes = (text: string, known?: Known) => plan(text, known).map(({ outcome }) => outcome)
const problem = (text: string, known?: Known) => plan(text, known).flatMap(({ problems }) => problems)
const HEAD = 'Kunde;Werk;Stadt;Zeitzone;Bereich;Linie;System;Systemart;Workflow;Key;Stufe\r\n'

describe('a CSV file', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\uFEFFa;b\n"x;y";"say ""hi"""',
      [
        ['a', 'b'],
        ['x;y', 'say "hi"'],
      ],
    ],
    ['sep=;\r\na,1;b\r\n', [['a,1', 'b']]],
    [
      'a,b\n"two\r\nlines",2\n\n,\n3,4',
      [
        ['a', 'b'],
        ['two\r\nlines', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a\tb\r1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b,\n1,2,',
      [
        ['a', 'b', ''],
        ['1', '2', ''],
      ],
    ],
  ])('%j', (text, rows) => {
    expect(cells(text)).toEqual(rows)
  })
  it('names the line of what it cannot read', () => {
    expect(readCsv('a,b\n1,2\n"open,3\n4').problem).toEqual({ code: 'unclosed_quote', line: 3 })
    expect(readCsv('a,b\n"x"y,2').problem).toEqual({ code: 'text_after_quote', line: 2 })
  })
  it('counts lines inside quotes', () => {
    expect(readCsv('a\n"1\n2\n3"\nb').rows.map(({ line }) => line)).toEqual([1, 2, 5])
  })
  it('reads back what a writer of RFC 4180 wrote, with any separator', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ö', '"', ',', ';', '\n', '\r\n', '\t', ' ', '0') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const head = ['h', 'i', 'j', 'k']
        const write = (row: string[]) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter)
        const text = [head, ...rows].map(write).join('\r\n')
        const filled = rows.filter((row) => row.some((each) => each.trim() !== ''))
        expect(cells(text)).toEqual([head, ...filled])
      }),
    )
  })
  it('is whatever its bytes say, and German Excel when they say nothing', () => {
    const bytes = (...each: number[]) => new Uint8Array(each)
    expect(decodeFile(bytes(0x4d, 0xfc, 0x6c, 0x80))).toEqual({ text: 'Mül€', encoding: 'windows-1252', isGuess: true })
    expect(decodeFile(new TextEncoder().encode('Müll'))).toMatchObject({
      text: 'Müll',
      encoding: 'utf-8',
      isGuess: false,
    })
    expect(decodeFile(bytes(0xff, 0xfe, 0x4d, 0, 0xfc, 0))).toMatchObject({ text: 'Mü', encoding: 'utf-16le' })
    expect(decodeFile(bytes(0xef, 0xbb, 0xbf, 0x61)).text).toBe('a')
  })
})

describe('the plan of an import', () => {
  const ROWS = `${HEAD}Brückner Pumpen;Werk 1;Köln;Europe/Berlin;Montage;Linie A;SAP;ERP;Auftrag;order;1\r\nBrückner Pumpen;Werk 1;;;Montage;Linie B;SAP;;Lager;stock;3\r\n`
  it('makes each thing once, in the order it is needed', () => {
    const rows = plan(ROWS)
    expect(rows.map(({ actions }) => actions.map(({ verb }) => verb))).toEqual([
      ['client.create', 'site.create', 'equipment.create', 'equipment.create', 'system.create', 'workflow.create'],
      ['equipment.create', 'workflow.create'],
    ])
    expect(rows[0]?.actions[1]).toMatchObject({ client: 'brueckner-pumpen', site: 'werk-1', zone: 'Europe/Berlin' })
    expect(rows[1]?.line).toBe(3)
  })
  it('finds the zone by the city', () => {
    expect(plan('client,site,city\nA1,S,Chicago')[0]?.actions[1]).toMatchObject({ zone: 'America/Chicago' })
    expect(problem('client,site,city\nA1,S,Nowhere')).toEqual([{ field: 'zone', code: 'required' }])
  })
  it.each([
    ['client\n=HYPERLINK("x")', 'client', 'formula'],
    ['client\n@SUM', 'client', 'formula'],
    ['client,tier,workflow\nA,5,x', 'tier', 'tier'],
    ['client,site,city,zone\nA,S,X,Mars/Base', 'zone', 'zone'],
    ['client,line,area,site\nA,L,,S', 'line', 'needs_area'],
    ['client,area\nA,H', 'area', 'needs_site'],
    ['client,workflow\n,x', 'client', 'required'],
    ['client\nadmin', 'client', 'slug'],
    ['client\n???', 'client', 'slug'],
    ['client,system,system kind\nA,X,fax', 'systemKind', 'kind'],
  ])('%j points at its column', (text, field, code) => {
    expect(problem(text)).toContainEqual({ field, code })
    expect(plan(text).flatMap(({ actions }) => actions)).toEqual([])
  })
  it('takes off the apostrophe of our own exports', () => {
    expect(plan("client\n'-Werke AG")[0]?.actions[0]).toMatchObject({ name: '-Werke AG' })
  })
  it('refuses a row that says another thing than an earlier one, and names that one', () => {
    const text = 'client,site,city,zone\nA1,S,Köln,Europe/Berlin\nA1,S,Köln,America/Chicago'
    expect(problem(text)).toEqual([{ field: 'zone', code: 'contradicts', row: 2 }])
  })
  it('touches neither the archived, the retired, nor what is not the caller’s', () => {
    const known = nothing()
    known.clients.set('a', { isArchived: true })
    known.clients.set('b', { isArchived: false })
    known.workflows.set('b/k', { name: 'k', tier: 2, lifecycle: 'retired', site: null })
    known.workflows.set('b/u', { name: 'u', tier: 3, lifecycle: 'unclaimed', site: null })
    expect(problem('client\nA', known)[0]?.code).toBe('archived')
    expect(problem('client,workflow\nB,k', known)[0]?.code).toBe('retired')
    expect(plan('client,workflow,tier\nB,u,1', known)[0]?.actions[0]).toMatchObject({ verb: 'workflow.claim', tier: 1 })
    expect(problem('client\nC', { ...known, mayCreateClients: false })[0]?.code).toBe('not_yours')
  })

  const name = fc.constantFrom('A1', 'B2', 'C3')
  const zRow = fc.tuple(
    name,
    name,
    fc.constantFrom('Köln', 'Chicago', ''),
    name,
    name,
    fc.constantFrom('1', '2', '', '9'),
  )
  const file = (rows: string[][]) =>
    `client;site;city;area;workflow;tier\n${rows.map((row) => row.join(';')).join('\n')}`
  /** What a file leaves behind, by an independent reading of its actions. */
  const after = (text: string) => {
    const known = nothing()
    for (const { actions } of plan(text))
      for (const action of actions) {
        if (action.verb === 'client.create') known.clients.set(action.client, { isArchived: false })
        if (action.verb === 'site.create') known.sites.set(`${action.client}/${action.site}`, action)
        if (action.verb === 'equipment.create') known.equipment.add(action.path)
        if (action.verb === 'workflow.create')
          known.workflows.set(`${action.client}/${action.key}`, { ...action, lifecycle: 'live' })
        if (action.verb === 'workflow.update') {
          const key = `${action.client}/${action.key}`
          const before = known.workflows.get(key)
          if (before) known.workflows.set(key, { ...before, ...action })
        }
      }
    return known
  }
  it('does nothing the second time, and never makes a thing twice', () => {
    fc.assert(
      fc.property(fc.array(zRow, { minLength: 1, maxLength: 12 }), (rows) => {
        const text = file(rows)
        const made = plan(text).flatMap(({ actions }) => actions.filter(({ verb }) => verb.endsWith('.create')))
        const names = made.map(({ verb, ...rest }) =>
          JSON.stringify([
            verb,
            'path' in rest ? rest.path : rest.client,
            'site' in rest && verb === 'site.create' ? rest.site : '',
            'key' in rest ? rest.key : '',
          ]),
        )
        expect(new Set(names).size).toBe(names.length)
        const creates = plan(text, after(text)).flatMap(({ actions }) =>
          actions.filter(({ verb }) => verb.endsWith('.create')),
        )
        expect(creates).toEqual([])
      }),
    )
  })
  it('gives every row one outcome, and a row with a problem does nothing', () => {
    fc.assert(
      fc.property(fc.array(zRow, { minLength: 1, maxLength: 12 }), (rows) =>
        plan(file(rows)).every(({ outcome, actions, problems }) =>
          outcome === 'error' ? actions.length === 0 && problems.length > 0 : problems.length === 0,
        ),
      ),
    )
  })
  it('takes five thousand rows', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `Client ${index % 50};Werk;Köln;Halle;job ${index};2`)
    expect(new Set(outcomes(`client;site;city;area;workflow;tier\n${rows.join('\n')}`))).toEqual(new Set(['create']))
  })
})
