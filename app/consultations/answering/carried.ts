/** The part of an address that carries a draft for browsers that keep no cookies, and on devices that must keep nothing. */
export const carrying = 'd'

/** An address that goes on carrying the draft which the one before it carried. */
export const withCarried = (address: string, carried: string | null): string =>
  carried ? `${address}${address.includes('?') ? '&' : '?'}${carrying}=${carried}` : address
