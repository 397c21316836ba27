import { createServer } from 'node:http'

// Limit L5: what node:http does when it only reads a body, parses its JSON and answers. Nothing we build can be faster.
const ANSWER = JSON.stringify({ accepted: 1 })

createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'))
    res.writeHead(202, { 'content-type': 'application/json', 'content-length': ANSWER.length })
    res.end(ANSWER)
  })
}).listen(Number(process.argv[2]), '127.0.0.1')
