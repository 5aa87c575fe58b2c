import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

/** The public randomness network "quicknet" of the League of Entropy: one round every three seconds. */
export const QUICKNET = {
  name: 'drand quicknet',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  /** Seconds since 1970 of round 1. */
  genesis: 1_692_803_367,
  period: 3,
} as const

const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

/** The first round published at or after a time in milliseconds. */
export function roundAt(time: number): number {
  return Math.max(1, Math.ceil((time / 1_000 - QUICKNET.genesis) / QUICKNET.period) + 1)
}

/** When a round is published, in milliseconds since 1970. */
export const timeOfRound = (round: number): number => (QUICKNET.genesis + (round - 1) * QUICKNET.period) * 1_000

/**
 * Verifies a round offline: the network's short signature over SHA-256 of the round number (scheme
 * bls-unchained-g1-rfc9380). False for anything malformed.
 */
export function isRound(round: number, signature: string, publicKey: string = QUICKNET.publicKey): boolean {
  if (!Number.isSafeInteger(round) || round < 1 || !/^[0-9a-f]{96}$/.test(signature)) return false
  try {
    const message = new Uint8Array(8)
    new DataView(message.buffer).setBigUint64(0, BigInt(round))
    const signatures = bls12_381.shortSignatures
    const point = signatures.hash(sha256(message), DOMAIN)
    return signatures.verify(hexToBytes(signature), point, hexToBytes(publicKey))
  } catch {
    return false
  }
}

/** The round's random value: SHA-256 of the signature, as hexadecimal. */
export const randomnessOf = (signature: string): string => bytesToHex(sha256(hexToBytes(signature)))
