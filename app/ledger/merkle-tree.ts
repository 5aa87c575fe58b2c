import { createHash } from 'node:crypto'

const hash = (prefix: number, ...parts: Uint8Array[]): Buffer => {
  const digest = createHash('sha256').update(Uint8Array.of(prefix))
  for (const part of parts) digest.update(part)
  return digest.digest()
}

/**
 * The Merkle tree of RFC 6962 section 2.1 over leaves in order: leaves and nodes are hashed under different prefixes, so
 * that no leaf can pass for a node. It keeps no leaf, only the roots of its perfect subtrees, largest first: one for each
 * bit of its size, which is enough to go on from.
 */
export class GrowingTree {
  #size: number
  readonly #peaks: Buffer[]

  /** @param peaks of a tree of that size, lower-case hexadecimal; none begin an empty one. */
  constructor(size = 0, peaks: readonly string[] = []) {
    this.#size = size
    this.#peaks = peaks.map((peak) => Buffer.from(peak, 'hex'))
  }

  add(leaf: Uint8Array): void {
    let node = hash(0, leaf)
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) node = hash(1, this.#peaks.pop()!, node)
    this.#peaks.push(node)
    this.#size++
  }

  get size(): number {
    return this.#size
  }

  get peaks(): string[] {
    return this.#peaks.map((peak) => peak.toString('hex'))
  }

  /** The tree head as lower-case hexadecimal. No leaves at all give SHA-256 of nothing. */
  get root(): string {
    if (!this.#peaks.length) return createHash('sha256').digest('hex')
    return this.#peaks.reduceRight((right, left) => hash(1, left, right)).toString('hex')
  }
}

/** The tree head over leaves in order. */
export function merkleRoot(leaves: readonly Uint8Array[]): string {
  const tree = new GrowingTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root
}
