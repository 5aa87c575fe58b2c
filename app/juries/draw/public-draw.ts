import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Message } from '../lottery/quota.ts'
import { isRound, QUICKNET, randomnessOf, roundAt } from './drand.ts'

/** SHA-256 of a text, as hexadecimal. */
export const hashOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** The chance that will decide, named before it exists (method section 4). Witness commitments are SHA-256 of secrets. */
export type Source =
  | { kind: 'drand'; publicKey: string; round: number }
  | { kind: 'dice'; throws: number; witnesses: string[] }
  | { kind: 'balls'; balls: number; drawn: number; witnesses: string[] }

/** What came of it on the day. Secrets are in the order of the witnesses. */
export type Outcome =
  | { kind: 'drand'; signature: string }
  | { kind: 'dice'; throws: number[]; secrets: string[] }
  | { kind: 'balls'; drawn: number[]; secrets: string[] }

const WITNESSES = 3
/** Bits of chance a hand-made source must hold, so that no panel is favoured by more than 1 in 16,000. */
const LEAST_BITS = 24

/** Why a source may not be announced; empty when it may. */
export function sourceErrors(source: Source): Message[] {
  if (source.kind === 'drand') {
    const good = source.publicKey === QUICKNET.publicKey && Number.isSafeInteger(source.round) && source.round > 0
    return good ? [] : [{ code: 'drand-source', params: { round: source.round } }]
  }
  const errors: Message[] = []
  const { witnesses } = source
  const committed = new Set(witnesses.filter((commitment) => /^[0-9a-f]{64}$/.test(commitment)))
  if (witnesses.length !== WITNESSES || committed.size !== WITNESSES) {
    errors.push({ code: 'three-witnesses', params: { count: committed.size } })
  }
  const bits = source.kind === 'dice' ? source.throws * Math.log2(6) : ballBits(source.balls, source.drawn)
  if (!(bits >= LEAST_BITS)) errors.push({ code: 'too-little-chance', params: { bits: Math.floor(bits) || 0 } })
  return errors
}

/**
 * A round that is out already is no chance to come: whoever knows it could make lotteries until it draws the panel wanted.
 *
 * @param now milliseconds since 1970.
 */
export function pastErrors(source: Source, now: number): Message[] {
  const next = roundAt(now) + 1
  if (source.kind !== 'drand' || source.round >= next) return []
  return [{ code: 'drand-past', params: { round: source.round, next } }]
}

/** In the order drawn, without putting back. */
function ballBits(balls: number, drawn: number): number {
  let bits = 0
  for (let i = 0; i < drawn; i++) bits += Math.log2(balls - i)
  return bits
}

/** What is wrong with an outcome for the announced source; empty when it decides the draw. */
export function outcomeErrors(source: Source, outcome: Outcome): Message[] {
  if (source.kind !== outcome.kind) return [{ code: 'source-changed', params: { source: source.kind } }]
  if (source.kind === 'drand' && outcome.kind === 'drand') {
    const genuine = isRound(source.round, outcome.signature, source.publicKey)
    return genuine ? [] : [{ code: 'round-not-genuine', params: { round: source.round } }]
  }
  const errors: Message[] = []
  if (source.kind === 'dice' && outcome.kind === 'dice') errors.push(...throwErrors(source.throws, outcome.throws))
  if (source.kind === 'balls' && outcome.kind === 'balls') errors.push(...ballErrors(source, outcome.drawn))
  const commitments = 'witnesses' in source ? source.witnesses : []
  const secrets = 'secrets' in outcome ? outcome.secrets : []
  commitments.forEach((commitment, w) => {
    if (hashOf(secrets[w] ?? '') !== commitment) errors.push({ code: 'witness-secret', params: { witness: w + 1 } })
  })
  if (secrets.length !== commitments.length) errors.push({ code: 'three-witnesses', params: { count: secrets.length } })
  return errors
}

/** Each throw that no die can show, with its place from 1; and how many there are where another number was announced. */
function throwErrors(announced: number, throws: readonly number[]): Message[] {
  const errors: Message[] = []
  if (throws.length !== announced) {
    errors.push({ code: 'dice-wrong', params: { throws: announced, count: throws.length } })
  }
  throws.forEach((face, i) => {
    const shown = Number.isSafeInteger(face) && face >= 1 && face <= 6
    if (!shown) errors.push({ code: 'throw-not-of-a-die', params: { place: i + 1, face } })
  })
  return errors
}

/** Each ball that is none of those announced or had been drawn before, with its place from 1; and how many there are. */
function ballErrors({ balls, drawn }: { balls: number; drawn: number }, numbers: readonly number[]): Message[] {
  const errors: Message[] = []
  if (numbers.length !== drawn) errors.push({ code: 'balls-wrong', params: { drawn, count: numbers.length } })
  numbers.forEach((ball, i) => {
    const place = i + 1
    const first = numbers.indexOf(ball) + 1
    const known = Number.isSafeInteger(ball) && ball >= 1 && ball <= balls
    if (!known) errors.push({ code: 'ball-not-announced', params: { place, ball, balls } })
    else if (first < place) errors.push({ code: 'ball-twice', params: { place, ball, first } })
  })
  return errors
}

/** What was thrown or drawn by hand, in order; nothing for a beacon. */
export const numbersOf = (outcome: Outcome): number[] =>
  outcome.kind === 'dice' ? outcome.throws : outcome.kind === 'balls' ? outcome.drawn : []

/** SHA-256 of a number with its place, from 0, so that of many numbers the one that was altered later can be named. */
export const numberHash = (announcement: string, place: number, number: number): string =>
  hashOf(`number:${announcement}:${place}:${number}`)

/** 32 random bytes as hexadecimal: drand's own value, or SHA-256 of what was thrown or drawn and the witnesses' secrets. */
export function randomValue(outcome: Outcome): string {
  return outcome.kind === 'drand' ? randomnessOf(outcome.signature) : hashOf(canonicalJson({ ...outcome }))
}

/**
 * The panel that is drawn, counted from 0: SHA-256(commitment ‖ random value) as a big-endian number, hashed again as
 * long as it lies in the incomplete last run of `panels`, and then its remainder. Every panel is equally likely.
 */
export function drawnIndex(commitment: string, random: string, panels: number): number {
  if (!Number.isSafeInteger(panels) || panels < 1) throw new RangeError(`There are ${panels} panels`)
  const all = 1n << 256n
  const whole = all - (all % BigInt(panels))
  for (let hash = sha256(hexToBytes(commitment + random)); ; hash = sha256(hash)) {
    const number = BigInt(`0x${bytesToHex(hash)}`)
    if (number < whole) return Number(number % BigInt(panels))
  }
}

/** A seed for what else the day's chance decides (ties, seating), a different one for each label. */
export function subSeed(label: string, commitment: string, random: string): number {
  return Number.parseInt(hashOf(`${label}:${commitment}:${random}`).slice(0, 12), 16)
}
