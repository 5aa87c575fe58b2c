// Tries numbers until PBKDF2 gives a result that begins with enough noughts, and says which number did it.

addEventListener('message', async ({ data: work }) => {
  const [, , rounds, zeroBits] = work.split('.')
  const text = new TextEncoder()
  const way = { name: 'PBKDF2', hash: 'SHA-256', salt: text.encode(work), iterations: Number(rounds) }
  for (let attempt = 0; ; attempt++) {
    const key = await crypto.subtle.importKey('raw', text.encode(String(attempt)), 'PBKDF2', false, ['deriveBits'])
    const [first] = new Uint8Array(await crypto.subtle.deriveBits(way, key, 256))
    if (first >> (8 - Number(zeroBits)) === 0) return postMessage(attempt)
  }
})
