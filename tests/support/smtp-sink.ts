import { createServer, type Socket } from 'node:net'

export interface Caught {
  from: string
  to: string[]
  /** Header lines, unfolded. */
  headers: string[]
  body: string
}

/** A mail server that keeps what it is given. `refuse` may answer a recipient with a code instead of taking it. */
export async function smtpSink(refuse: (address: string, tries: number) => number | undefined = () => undefined) {
  const caught: Caught[] = []
  const tries = new Map<string, number>()
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    connections++
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.write('220 sink\r\n')
    let from = ''
    let to: string[] = []
    let rest = ''
    let inData = false
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8')
      for (;;) {
        if (inData) {
          const end = rest.indexOf('\r\n.\r\n')
          if (end < 0) return
          const [head = '', ...body] = rest.slice(0, end).split('\r\n\r\n')
          caught.push({
            from,
            to,
            headers: head.replace(/\r\n[ \t]+/g, ' ').split('\r\n'),
            body: body.join('\r\n\r\n'),
          })
          rest = rest.slice(end + 5)
          inData = false
          to = []
          socket.write('250 kept\r\n')
          continue
        }
        const end = rest.indexOf('\r\n')
        if (end < 0) return
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (/^(EHLO|HELO)/i.test(line)) socket.write('250-sink\r\n250 8BITMIME\r\n')
        else if (/^MAIL FROM/i.test(line)) {
          from = line
          to = []
          socket.write('250 ok\r\n')
        } else if (/^RCPT TO/i.test(line)) {
          const address = /<([^>]*)>/.exec(line)?.[1] ?? line
          tries.set(address, (tries.get(address) ?? 0) + 1)
          const code = refuse(address, tries.get(address)!)
          if (code) socket.write(`${code} no <${address}> here\r\n`)
          else {
            to.push(address)
            socket.write('250 ok\r\n')
          }
        } else if (/^DATA/i.test(line)) {
          inData = true
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    caught,
    connections: () => connections,
    /** Keeps one connection for many messages. */
    url: `smtp://127.0.0.1:${port}/?pool=true&maxMessages=100000&maxConnections=1&ignoreTLS=true`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
