import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Sibling hashes from the leaf upwards, as hexadecimal. */
export interface InclusionProof {
  index: number
  size: number
  siblings: string[]
}

// Leaves and nodes are marked apart so that a node cannot be passed off as a leaf (RFC 6962, section 2.1).
const leafHash = (leaf: string): Uint8Array => sha256(concatBytes(Uint8Array.of(0), utf8ToBytes(leaf)))
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(Uint8Array.of(1), left, right))

/** The largest power of two below the size: where RFC 6962 divides a tree. */
function divide(size: number): number {
  let left = 1
  while (left * 2 < size) left *= 2
  return left
}

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return sha256(new Uint8Array(0))
  if (hashes.length === 1) return hashes[0]!
  const left = divide(hashes.length)
  return nodeHash(rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)))
}

/** Root of the tree over texts, in order, as hexadecimal. */
export const merkleRoot = (leaves: readonly string[]): string => bytesToHex(rootOf(leaves.map(leafHash)))

export function inclusionProof(leaves: readonly string[], index: number): InclusionProof {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`There is no leaf ${index}`)
  const siblings: string[] = []
  let part = leaves.map(leafHash)
  let at = index
  while (part.length > 1) {
    const left = divide(part.length)
    const [own, other] = at < left ? [part.slice(0, left), part.slice(left)] : [part.slice(left), part.slice(0, left)]
    siblings.unshift(bytesToHex(rootOf(other)))
    if (at >= left) at -= left
    part = own
  }
  return { index, size: leaves.length, siblings }
}

/** Whether the leaf stands at its place in the tree with this root. */
export function isIncluded(leaf: string, { index, size, siblings }: InclusionProof, root: string): boolean {
  const turns: boolean[] = []
  let [at, part] = [index, size]
  while (part > 1) {
    const left = divide(part)
    turns.unshift(at >= left)
    ;[at, part] = at < left ? [at, left] : [at - left, part - left]
  }
  if (turns.length !== siblings.length || !(index >= 0 && index < size)) return false
  const computed = turns.reduce((hash, onRight, i) => {
    const sibling = hexToBytes(siblings[i]!)
    return onRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }, leafHash(leaf))
  return bytesToHex(computed) === root
}
