import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import { remixPages } from './remix-pages.ts'

/** The part of the site an address or a route's pattern belongs to, and how long it is: `:l/board 3`, `sign-in 1`. */
export function groupOf(path: string): string {
  const parts = path
    .toLowerCase()
    .replace(/\.data$/, '')
    .split('/')
    .filter(Boolean)
  const [first = '', second = ''] = parts
  const place = first === 'desk' ? first : first === ':l' || /^[a-z]{2}(-[a-z]+)?$/.test(first) ? ':l' : undefined
  return `${place ? `${place}/${second}` : first} ${parts.length}`
}

/**
 * Remix behind one handler per part of the site. The router compiles every pattern it knows several times for each
 * request; with those few that an address can match, a page costs a tenth less. Every group keeps the page for unknown addresses.
 */
export function remixByGroup(
  build: ServerBuild,
  mode: string,
  contextOf: (request: Request, response: Response) => AppLoadContext,
): RequestHandler {
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
    return remixPages(part, mode, contextOf)
  }
  return (request, response, next) => {
    const wanted = groupOf(request.path)
    const group = groups.has(wanted) ? wanted : ''
    if (!handlers.has(group)) handlers.set(group, handlerOf(group))
    return handlers.get(group)!(request, response, next)
  }
}
