import { ed25519 } from '@noble/curves/ed25519.js'
import { canonicalJson } from './canonical.ts'
import { GrowingTree } from './merkle-tree.ts'

/** What a checkpoint says: so many ledger rows have this root. `parent` is the checkpoint before it. */
export interface CheckpointFacts {
  size: number
  /** RFC 6962 root over the rows' hashes, hexadecimal. */
  root: string
  parent: string | null
  reason: string
  /** ISO instant. */
  createdAt: string
}

export interface SignedCheckpoint extends CheckpointFacts {
  /** Ed25519 over `checkpointStatement`, hexadecimal. */
  signature: string
  publicKey: string
}

/** The exact text that is signed and mailed outside. */
export const checkpointStatement = ({ size, root, parent, reason, createdAt }: CheckpointFacts): string =>
  canonicalJson({ format: 'folkmoot-checkpoint/1', size, root, parent, reason, createdAt })

/** The tree over a ledger's row hashes (hexadecimal), in order. */
export function ledgerTree(rowHashes: readonly string[]): GrowingTree {
  const tree = new GrowingTree()
  for (const hash of rowHashes) tree.add(Buffer.from(hash, 'hex'))
  return tree
}

/** Signs with a 32-byte Ed25519 seed given as hexadecimal. */
export function signCheckpoint(facts: CheckpointFacts, seed: string): SignedCheckpoint {
  const key = Buffer.from(seed, 'hex')
  const signature = ed25519.sign(new TextEncoder().encode(checkpointStatement(facts)), key)
  return {
    ...facts,
    signature: Buffer.from(signature).toString('hex'),
    publicKey: Buffer.from(ed25519.getPublicKey(key)).toString('hex'),
  }
}

/** True when the signature fits the facts and the key the checkpoint names. Whose key it is must be known from outside. */
export function signatureFits(checkpoint: SignedCheckpoint): boolean {
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
  try {
    const text = new TextEncoder().encode(checkpointStatement(checkpoint))
    return ed25519.verify(bytes(checkpoint.signature), text, bytes(checkpoint.publicKey))
  } catch {
    return false
  }
}

/**
 * Whether a ledger still holds what a checkpoint once said of it: its first `size` rows give the same root. A ledger
 * that was cut short, or changed anywhere before that row, does not.
 *
 * @param tree over the ledger's first `size` rows, or over all of fewer.
 */
export const stillHolds = (checkpoint: CheckpointFacts, tree: GrowingTree): boolean =>
  tree.size === checkpoint.size && tree.root === checkpoint.root
