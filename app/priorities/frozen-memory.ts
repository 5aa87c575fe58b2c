const keptMost = 40
const kept = new Map<string, unknown>()

/** What stands under hashes that name it for good: read once, and the same to every request, so nobody may write into it. */
export async function remembered<T>(name: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(name)
  if (known) return known as T
  const found = unchangeable(await read())
  if (kept.size >= keptMost) kept.delete(kept.keys().next().value!)
  kept.set(name, found)
  return found
}

function unchangeable<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const part of Object.values(value)) unchangeable(part)
    Object.freeze(value)
  }
  return value
}
