import { createRequestHandler, data, type EntryContext, type ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { keepingData, restore } from '../../app/server/kept-data.ts'

type Loader = () => unknown

/** A site of one page over a root: its entry answers with what the page would be rendered from. */
function siteOf(loader: Loader): ServerBuild {
  const render = (_: Request, status: number, headers: Headers, remix: EntryContext) => {
    restore(remix.staticHandlerContext.loaderData)
    return new Response(JSON.stringify(remix.staticHandlerContext.loaderData), { status, headers })
  }
  return {
    entry: { module: { default: render } },
    routes: {
      root: { id: 'root', path: '', module: { default: () => null, loader: () => ({ shell: 'secret' }) } },
      page: { id: 'page', parentId: 'root', path: 'page', module: { default: () => null, loader } },
      file: { id: 'file', parentId: 'root', path: 'file', module: { loader: () => new Response('a file') } },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
    future: { v3_singleFetch: true },
    isSpaMode: false,
    mode: 'production',
    publicPath: '/',
    assetsBuildDirectory: '',
  } as unknown as ServerBuild
}

const ask = (loader: Loader, path: string) =>
  createRequestHandler(keepingData(siteOf(loader)), 'production')(new Request(`http://localhost${path}`), {} as never)

test('a page is rendered from everything its loaders returned', async () => {
  const rendered = await (await ask(() => ({ shown: 'yes', held: 'secret' }), '/page')).json()
  expect(rendered).toEqual({ root: { shell: 'secret' }, page: { shown: 'yes', held: 'secret' } })
})

test('what a loader sends along and what it throws are left as they are', async () => {
  const taken = await ask(() => data({ held: 'secret' }, { status: 422, headers: { 'X-Kind': 'refused' } }), '/page')
  expect(taken.status).toBe(422)
  expect((await taken.json()).page).toEqual({ held: 'secret' })
  const led = () => new Response(null, { status: 303, headers: { Location: '/x' } })
  expect((await ask(led, '/page')).headers.get('Location')).toBe('/x')
  expect((await (await ask(() => null, '/page')).json()).page).toBe(null)
  expect(await (await ask(() => null, '/file')).text()).toBe('a file')
})

test('no address gives out the data of a page', async () => {
  const answer = await (await ask(() => ({ shown: 'yes', held: 'secret' }), '/page.data')).text()
  expect(answer).not.toContain('secret')
  expect(answer).not.toContain('held')
})
