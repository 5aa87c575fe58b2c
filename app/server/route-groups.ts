import { createRequestHandler, type GetLoadContextFunction } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'

/** The part of the site an address or a route's pattern belongs to: `:l/board`, `desk/juries`, `sign-in`. */
export function groupOf(path: string): string {
  const [first = '', second = ''] = path
    .toLowerCase()
    .replace(/\.data$/, '')
    .split('/')
    .filter(Boolean)
  if (first === 'desk') return `desk/${second}`
  return first === ':l' || /^[a-z]{2}(-[a-z]+)?$/.test(first) ? `:l/${second}` : first
}

/**
 * Remix behind one handler per part of the site. The router compiles every pattern it knows several times for each
 * request; with a tenth of the patterns a page costs markedly less. Every group keeps the page for unknown addresses.
 */
export function remixByGroup(build: ServerBuild, mode: string, getLoadContext: GetLoadContextFunction): RequestHandler {
  const groups = new Map<string, string[]>()
  const everywhere: string[] = []
  for (const route of Object.values(build.routes)) {
    if (route.parentId === undefined || route.path === '*') everywhere.push(route.id)
    else groups.set(groupOf(route.path ?? ''), [...(groups.get(groupOf(route.path ?? '')) ?? []), route.id])
  }
  const handlers = new Map<string, RequestHandler>()
  const only = <T>(all: Record<string, T>, ids: string[]) =>
    Object.fromEntries(ids.flatMap((id) => (all[id] === undefined ? [] : [[id, all[id]]])))
  const handlerOf = (group: string): RequestHandler => {
    const ids = [...everywhere, ...(groups.get(group) ?? [])]
    const part: ServerBuild = {
      ...build,
      routes: only(build.routes, ids),
      assets: { ...build.assets, routes: only(build.assets.routes, ids) as ServerBuild['assets']['routes'] },
    }
    return createRequestHandler({ build: part, mode, getLoadContext }) as RequestHandler
  }
  return (request, response, next) => {
    const wanted = groupOf(request.path)
    const group = groups.has(wanted) ? wanted : ''
    if (!handlers.has(group)) handlers.set(group, handlerOf(group))
    return handlers.get(group)!(request, response, next)
  }
}
