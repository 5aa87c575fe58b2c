import type { Settings } from './settings.ts'

/** The value of one cookie of a request. */
export function readCookie(request: Request, settings: Settings, name: string): string | undefined {
  const wanted = `${cookieName(settings, name)}=`
  const found = (request.headers.get('Cookie') ?? '').split('; ').find((c) => c.startsWith(wanted))
  return found ? decodeURIComponent(found.slice(wanted.length)) : undefined
}

/** A `Set-Cookie` header: host-only, out of scripts' reach, not sent with other sites' posts. `hours` 0 removes it. */
export function setCookie(settings: Settings, name: string, value: string, hours: number): string {
  const age = Math.round(hours * 3600)
  const secure = settings.secure ? '; Secure' : ''
  return `${cookieName(settings, name)}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`
}

/** The `__Host-` prefix needs https; on a demonstration's plain http the name goes without. */
const cookieName = (settings: Settings, name: string) => (settings.secure ? `__Host-${name}` : name)
