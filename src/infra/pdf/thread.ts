/**
 * Runs in a thread of its own, so that the event loop stays free. Plain CommonJS text, because the same thread is started from
 * sources, from tests and from the bundle, and each of them keeps its files elsewhere.
 */
export const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const { createRequire } = require('node:module')
const { readFileSync } = require('node:fs')
const from = createRequire(workerData.root)
const { NodeCompiler } = from('@myriaddreamin/typst-ts-node-compiler')
const fonts = workerData.fonts.map((name) => readFileSync(from.resolve(name)))
const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs: fonts }] })
const told = (error) => {
  if (!error) return 'no reason was given'
  const found = compiler.fetchDiagnostics(error).map(({ message, range }) => message + (range ? ' at ' + JSON.stringify(range) : ''))
  return found.join('; ') || error.compilationStatus
}
const compile = ({ source, files, at }) => {
  compiler.resetShadow()
  for (const { path, bytes } of files) compiler.mapShadow(path, Buffer.from(bytes))
  const result = compiler.compile({ mainFileContent: source })
  if (result.hasError()) throw new Error(told(result.takeError()))
  const pages = result.result.numOfPages
  const pdf = compiler.pdf(result.result, { pdfStandard: 'ua-1', creationTimestamp: at })
  compiler.evictCache(0)
  return { pdf, pages }
}
parentPort.on('message', ({ id, job }) => {
  const before = process.cpuUsage()
  try {
    const { pdf, pages } = compile(job)
    const { user, system } = process.cpuUsage(before)
    parentPort.postMessage({ id, pdf, pages, cpuMs: (user + system) / 1000 })
  } catch (error) {
    parentPort.postMessage({ id, problem: String(error && error.message ? error.message : error) })
  }
})
`
