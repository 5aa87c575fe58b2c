import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import { isEmbedded } from '../languages/edition.ts'
import { remixPages } from './remix-pages.ts'

const partsOf = (path: string) =>
  path
    .toLowerCase()
    .replace(/\.data$/, '')
    .split('/')
    .filter(Boolean)

/** Words that an address may begin with in place of a language's pattern. */
const isLanguage = (word: string) => /^[a-z]{2}(-[a-z]+)?$/.test(word) || isEmbedded(word)

/** The part of the site an address or a route's pattern belongs to, and how long it is: `:l/board 3`, `sign-in 1`. */
export function groupOf(path: string): string {
  const parts = partsOf(path)
  const [first = '', second = ''] = parts
  const place = first === 'desk' ? first : first === ':l' || isLanguage(first) ? ':l' : undefined
  return `${place ? `${place}/${second}` : first} ${parts.length}`
}

/** Whether an address of the same length can be what a pattern means: each of its parts a parameter or that very word. */
export function canMeet(pattern: string, path: string): boolean {
  const parts = partsOf(path)
  return partsOf(pattern).every((part, at) => part.includes(':') || part === parts[at])
}

/**
 * Remix behind one handler for every few routes that an address can match. The router compiles every pattern it knows
 * several times for each request; with those few a page costs a tenth less. Every handler keeps the page for unknown addresses.
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
  const handlerOf = (met: string[]): RequestHandler => {
    const ids = [...everywhere, ...met]
    const part: ServerBuild = {
      ...build,
      routes: only(build.routes, ids),
      assets: { ...build.assets, routes: only(build.assets.routes, ids) as ServerBuild['assets']['routes'] },
    }
    return remixPages(part, mode, contextOf)
  }
  return (request, response, next) => {
    const group = groups.get(groupOf(request.path)) ?? []
    const met = group.filter((id) => canMeet(build.routes[id]!.path ?? '', request.path))
    const name = met.join(' ')
    if (!handlers.has(name)) handlers.set(name, handlerOf(met))
    return handlers.get(name)!(request, response, next)
  }
}
