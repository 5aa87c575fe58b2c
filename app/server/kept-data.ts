import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { data } from '@remix-run/node'

/** What loaders returned, by the empty object that Remix was given in its place. */
const kept = new WeakMap<object, unknown>()

type Loader = (args: { context: AppLoadContext }) => unknown

/**
 * The same build, but what a page's loader returns goes to the renderer and nowhere else. Remix would encode all of it
 * for a browser's React on every request and offer it under `<address>.data`; no page of ours ships React, so that work
 * (a tenth of a page) is for nobody, and whatever a loader knows beyond what its page shows stays here.
 */
export function keepingData(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).flatMap(([id, route]) => {
      if (!route) return []
      const {
        loader,
        action,
        default: component,
      } = route.module as unknown as Record<'loader' | 'action' | 'default', Loader | undefined>
      const shown = component !== undefined || route.parentId === undefined
      const module = {
        ...route.module,
        ...(loader && shown ? { loader: keeping(unlessAhead(id, 'loaded', loader)) } : {}),
        ...(action ? { action: unlessAhead(id, 'acted', action) } : {}),
      }
      return [[id, { ...route, module }]]
    }),
  )
  return { ...build, routes } as ServerBuild
}

/** The same, unless it has run already for this request. */
const unlessAhead =
  (id: string, name: 'loaded' | 'acted', work: Loader): Loader =>
  (args) => {
    const { ahead } = args.context
    return ahead?.routeId === id && ahead[name] !== undefined ? ahead[name] : work(args)
  }

const keeping =
  (loader: Loader): Loader =>
  async (args) => {
    const found = await loader(args)
    if (found === null || typeof found !== 'object' || found instanceof Response) return found
    const { type, init } = found as { type?: unknown; init?: ResponseInit }
    if (type === 'DataWithResponseInit') return data(standIn((found as { data: unknown }).data), init)
    return standIn(found)
  }

function standIn(found: unknown): unknown {
  if (found === null || typeof found !== 'object') return found
  const empty = {}
  kept.set(empty, found)
  return empty
}

/** Puts what the loaders returned back in its place, for rendering. */
export function restore(loaderData: Record<string, unknown>): void {
  for (const [id, held] of Object.entries(loaderData)) {
    const found = held !== null && typeof held === 'object' ? kept.get(held) : undefined
    if (found !== undefined) loaderData[id] = found
  }
}
