import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rawInput } from './input'

const schema = z.strictObject({
  clientId: z.uuid().optional(),
  limit: z.int().optional(),
  isOpen: z.boolean().nullish(),
  status: z.array(z.string()).optional(),
  name: z.string().optional(),
})
const read = (query: string, params = {}) =>
  rawInput('GET', schema, { params, search: new URLSearchParams(query), body: undefined })
const write = (body: unknown, params = {}, query = '') =>
  rawInput('PATCH', schema, { params, search: new URLSearchParams(query), body })

describe('rawInput', () => {
  it('turns query text into what the schema wants', () => {
    expect(read('limit=20&isOpen=true&status=open&name=7')).toEqual({
      limit: 20,
      isOpen: true,
      status: ['open'],
      name: '7',
    })
  })

  it('leaves text that is no number to the schema’s own complaint', () => {
    expect(read('limit=many')).toEqual({ limit: 'many' })
    expect(schema.safeParse(read('limit=many')).success).toBe(false)
  })

  it('refuses a field in two places', () => {
    expect(() => read('limit=1&limit=2')).toThrow('limit: is given twice')
    expect(() => write({ clientId: 'x' }, { clientId: 'y' })).toThrow('clientId: is in the path')
    expect(() => write({}, {}, 'limit=1')).toThrow('no query parameters')
  })

  it.each([[[]], ['text'], [7], [null]])('refuses the body %j', (body) => {
    expect(() => write(body)).toThrow('must be a JSON object')
  })

  it('joins path and body', () => {
    expect(write({ name: 'x' }, { clientId: 'y' })).toEqual({ name: 'x', clientId: 'y' })
  })

  it('does not mistake inherited names for fields', () => {
    expect(schema.safeParse(read('constructor=2')).success).toBe(false)
    expect(schema.safeParse(write(JSON.parse('{"__proto__":{"name":"x"}}'))).success).toBe(false)
  })
})
