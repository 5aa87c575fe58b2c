import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { browserArguments, browserPath } from './browser.ts'

/** A browser of its own that keeps no cookie at all: none ever reaches it, and so none comes back from it. */
export async function withoutCookies(
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const proxy = await withoutSetCookie()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? browserPath(),
    args: browserArguments,
    // Browsers send nothing for this machine itself through a proxy unless told to.
    proxy: { server: `http://127.0.0.1:${proxy.port}`, bypass: '<-loopback>' },
  })
  try {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(20_000)
    await work(await context.newPage())
    await context.close()
  } finally {
    await browser.close()
    proxy.close()
  }
}

/** A proxy that hands everything on but the cookies that an answer sets. */
async function withoutSetCookie(): Promise<{ port: number; close(): void }> {
  const server = createServer((asked, answer) => {
    const { hostname, port, pathname, search } = new URL(asked.url!)
    const target = { hostname, port, path: pathname + search, method: asked.method!, headers: asked.headers }
    const onward = request(target, (got) => {
      const { 'set-cookie': _, ...headers } = got.headers
      answer.writeHead(got.statusCode!, headers)
      got.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}
