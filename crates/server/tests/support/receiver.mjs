// An app's back end for the tests: takes webhooks and behaves as it is told.
//
// node receiver.mjs PORT [CERTIFICATE KEY]   prints the port it listens on; 0 takes a free one
// PUT  /control  {"mode": ..., "answer": ...}  how it answers from now on
// GET  /log      what it was sent: {taken, url, body}

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

const [port, certificate, key] = process.argv.slice(2)
const OK = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }
let behaviour = { mode: 'ok', answer: OK }
const log = []

const modes = {
  ok: (response) => json(response, behaviour.answer ?? OK),
  // Never answers.
  slow: () => {},
  failing: (response) => response.writeHead(500).end('{}'),
  garbage: (response) => response.writeHead(200).end('<html>OK</html>'),
  endless: (response) => {
    response.writeHead(200)
    const more = () => response.write('x'.repeat(65536)) && setImmediate(more)
    response.on('drain', more)
    more()
  },
  redirect: (response) => response.writeHead(302, { Location: '/elsewhere' }).end(),
  reset: (response) => response.socket.resetAndDestroy(),
  cut: (response) => {
    response.writeHead(200, { 'Content-Length': '1000' })
    response.write('{"ErrorCode":', () => response.socket.destroy())
  },
}

function json(response, value) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

function answer(request, response) {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString()
    if (request.method === 'GET') return json(response, log)
    if (request.method === 'PUT') {
      behaviour = JSON.parse(text)
      return json(response, {})
    }
    const body = JSON.parse(text)
    // One event alone may be treated otherwise: {"mode": "failing", "only": "GROUP"}.
    const concerned = behaviour.only === undefined || behaviour.only === body.GroupId
    const mode = concerned ? behaviour.mode : 'ok'
    log.push({ taken: mode === 'ok' || mode === 'garbage', url: request.url, body })
    modes[mode](response)
  })
}

const server = certificate
  ? createSecureServer({ cert: readFileSync(certificate), key: readFileSync(key) }, answer)
  : createServer(answer)
server.on('clientError', (_, socket) => socket.destroy())
server.listen(Number(port), '0.0.0.0', () => console.log(server.address().port))
