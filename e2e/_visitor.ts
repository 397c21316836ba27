import { request } from 'undici'
import { BASE } from './_env'

export interface Visit {
  path: string
  status: number
  headers: string
  body: string
}

/** What a client's visitor gets at an address: everything that crosses the wire. */
export async function visit(host: string, path: string): Promise<Visit> {
  const asked = { headers: { host: `${host}:${BASE.port}`, 'accept-language': 'en' } }
  const { statusCode, headers, body } = await request(`http://127.0.0.1:${BASE.port}${path}`, asked)
  return { path, status: statusCode, headers: JSON.stringify(headers), body: await body.text() }
}

/** Every address of ours that a document leads to. */
export function addressesIn({ body }: Visit, origin: string): string[] {
  const found = [...body.matchAll(/(?:href|src)=(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, double, single]) => double ?? single ?? '',
  )
  return found
    .map((address) => address.replaceAll('&amp;', '&'))
    .flatMap((address) => (URL.canParse(address, origin) ? [new URL(address, origin)] : []))
    .filter((url) => url.origin === origin)
    .map((url) => `${url.pathname}${url.search}`)
}
