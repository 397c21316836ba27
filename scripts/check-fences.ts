import { checkFences } from './fences/check'
import { readModules } from './fences/graph'

const modules = readModules('.')
const broken = checkFences(modules)
for (const line of broken) process.stdout.write(`${line}\n`)
process.stdout.write(`${modules.length} modules read, ${broken.length} fences broken\n`)
// A check that read nothing has proven nothing.
process.exitCode = broken.length > 0 || modules.length === 0 ? 1 : 0
