import { type BinaryToTextEncoding, createHmac, createSecretKey, type KeyObject } from 'node:crypto'

const keys = new Map<string, KeyObject>()

/** HMAC-SHA-256 under one of the server's few secrets, each made into a key once. */
export function keyedHash(secret: string, text: string, encoding: BinaryToTextEncoding): string {
  return hmac(secret, text).digest(encoding)
}

/** The same as 32 bytes. */
export const keyedBytes = (secret: string, text: string): Buffer => hmac(secret, text).digest()

function hmac(secret: string, text: string) {
  const known = keys.get(secret) ?? createSecretKey(secret, 'utf8')
  keys.set(secret, known)
  return createHmac('sha256', known).update(text)
}
