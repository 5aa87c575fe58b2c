import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import { canonicalJson } from '../../ledger/canonical.ts'
import { type Choice, scale } from './vote.ts'

/** Random bytes, passed in so that rules stay rules. */
export type Randomness = (bytes: number) => Uint8Array

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM: what is sealed opens only under the same key and the same address (table, column, row). */
function seal(key: Uint8Array, address: readonly string[], content: Uint8Array, random: Randomness): string {
  const iv = random(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(canonicalJson(address)))
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function unseal(key: Uint8Array, address: readonly string[], sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(canonicalJson(address)))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
}

const keyOfSecret = (secret: string, voteId: string) => derivedKey(secret, voteId, 'folkmoot: key of a jury vote')

const derivedKey = (secret: string, id: string, use: string) => new Uint8Array(hkdfSync('sha256', secret, id, use, 32))

/** A new key for one vote, and the same key sealed under the server's secret, which is how it is stored. */
export function newVoteKey(secret: string, voteId: string, random: Randomness): { key: Uint8Array; sealedKey: string } {
  const key = random(32)
  return { key, sealedKey: seal(keyOfSecret(secret, voteId), ['vote_key', 'sealed_key', voteId], key, random) }
}

/** The vote's key. Throws when the secret or the vote is another one, or a byte was altered. */
export const openVoteKey = (secret: string, voteId: string, sealedKey: string): Uint8Array =>
  unseal(keyOfSecret(secret, voteId), ['vote_key', 'sealed_key', voteId], sealedKey)

const saltUse = 'folkmoot: salt of a jury draw'
const saltAddress = (drawId: string) => ['jury_draw', 'sealed_salt', drawId]

/** The salt of a draw's pseudonyms under the server's secret, which is how it is stored. */
export const sealSalt = (secret: string, drawId: string, salt: string, random: Randomness): string =>
  seal(derivedKey(secret, drawId, saltUse), saltAddress(drawId), Buffer.from(salt), random)

/** The salt of a draw. Throws when the secret or the draw is another one, or a byte was altered. */
export const openSalt = (secret: string, drawId: string, sealed: string): string =>
  unseal(derivedKey(secret, drawId, saltUse), saltAddress(drawId), sealed).toString()

/** A choice for each statement of the vote, by its id. */
export type Choices = Readonly<Record<string, Choice>>

const ballotAddress = (voteId: string, memberId: string) => ['sealed_ballot', 'sealed', voteId, memberId]

/**
 * Seals one juror's ballot to the vote. One digit a statement, in the order of the ids: every ballot of a vote is of
 * the same length, so that the length tells nothing.
 */
export function sealBallot(
  key: Uint8Array,
  { voteId, memberId }: { voteId: string; memberId: string },
  choices: Choices,
  random: Randomness,
): string {
  return seal(key, ballotAddress(voteId, memberId), Buffer.from(digitsOf(choices)), random)
}

/** Opens one ballot. Throws when it was sealed for another juror or vote, was altered, or covers other statements. */
export function openBallot(
  key: Uint8Array,
  { voteId, memberId }: { voteId: string; memberId: string },
  sealed: string,
  statementIds: readonly string[],
): Choices {
  const digits = unseal(key, ballotAddress(voteId, memberId), sealed).toString()
  if (digits.length !== statementIds.length) throw new Error('a ballot does not cover the statements of its vote')
  return Object.fromEntries([...statementIds].sort().map((id, i) => [id, scale[Number(digits[i])]!]))
}

const digitsOf = (choices: Choices) =>
  Object.keys(choices)
    .sort()
    .map((id) => scale.indexOf(choices[id]!))
    .join('')

/** The items in an order nobody chose: Fisher and Yates, without bias towards any order. */
export function shuffled<T>(items: readonly T[], random: Randomness): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1, random)
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}

/** A whole number under `limit`, each equally likely: draws beyond the last whole multiple are thrown away. */
function below(limit: number, random: Randomness): number {
  const most = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE()
    if (drawn < most) return drawn % limit
  }
}

/** What stands for the whole set of opened ballots: SHA-256 of them all in the order of their random ids. */
export function ballotsDigest(ballots: readonly { id: string; choices: Choices }[]): string {
  const ordered = [...ballots]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, choices }) => ({ id, choices: { ...choices } }))
  return createHash('sha256').update(canonicalJson(ordered)).digest('hex')
}
