import { createHash } from 'node:crypto'

const hash = (prefix: number, ...parts: Uint8Array[]): Buffer => {
  const digest = createHash('sha256').update(Uint8Array.of(prefix))
  for (const part of parts) digest.update(part)
  return digest.digest()
}

/**
 * The Merkle tree head of RFC 6962 section 2.1 over leaves in order, as lower-case hexadecimal: leaves and nodes are
 * hashed under different prefixes, so that no leaf can pass for a node. No leaves at all give SHA-256 of nothing.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): string {
  if (!leaves.length) return createHash('sha256').digest('hex')
  // Level by level: an odd last node moves up unchanged, which is the tree of the RFC's largest-power-of-two split.
  let level = leaves.map((leaf) => hash(0, leaf))
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      above.push(i + 1 < level.length ? hash(1, level[i]!, level[i + 1]!) : level[i]!)
    }
    level = above
  }
  return level[0]!.toString('hex')
}
