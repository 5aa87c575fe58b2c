import { expect, test } from 'vitest'
import { isRound, QUICKNET, randomnessOf } from '../../app/juries/draw/drand.ts'

/** A round of drand quicknet (bls-unchained-g1-rfc9380) as it was published in September 2023. */
const published = {
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  round: 657_413,
  signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
}

test('the published round verifies with the network’s key and no network, and no other round does', () => {
  const { publicKey, round, signature } = published
  expect(QUICKNET.publicKey).toBe(publicKey)
  expect(isRound(round, signature, publicKey)).toBe(true)
  expect(isRound(round + 1, signature, publicKey)).toBe(false)
  expect(isRound(round - 1, signature, publicKey)).toBe(false)
  expect(randomnessOf(signature)).toMatch(/^fc1873a13f3545ae/)
})
