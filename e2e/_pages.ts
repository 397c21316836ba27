import { readdirSync } from 'node:fs'

/** Places that are not the console's: reached without a session, or with invented content. */
export type Place = 'console' | 'wall' | 'auth' | 'design'

export interface Route {
  place: Place
  /** as the folders name it: `/workflows/[workflow]` */
  pattern: string
}

/** Pages that only the demo has. */
const OF_THE_DEMO = ['/sign-up/mailbox']

/** Every page there is, read from the routes themselves: a new page is looked at without anybody adding it here. */
export function allRoutes(): Route[] {
  return readdirSync('src/app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx'))
    .map((file) => {
      const [place] = file.match(/\((console|auth|wall)\)/)?.slice(1) ?? ['design']
      const folders = file
        .split('/')
        .slice(0, -1)
        .filter((folder) => !folder.startsWith('('))
      return { place: place as Place, pattern: `/${folders.join('/')}` }
    })
    .filter(({ pattern }) => !OF_THE_DEMO.includes(pattern))
    .sort((a, b) => a.pattern.localeCompare(b.pattern))
}

/** The address of a pattern. `examples` are looked up as `[name]`, or `first/[name]` where two routes use one name. */
export function addressOf(pattern: string, examples: Readonly<Record<string, string>>): string {
  const [, first] = pattern.split('/')
  return pattern.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = examples[`${first}/${name}`] ?? examples[name]
    if (!value) throw new Error(`${pattern}: give an example of [${name}] in e2e/_town.ts`)
    return value
  })
}
