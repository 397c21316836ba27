import type { LoadPlan } from './load/plan'
import { runLoad } from './load/run'

// A process of its own, as senders are: its plan comes as JSON, its result goes to standard output as JSON.
const plan: LoadPlan = JSON.parse(process.argv[2] ?? '')
runLoad(plan).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  },
)
