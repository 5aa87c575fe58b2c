import { parentPort, workerData } from 'node:worker_threads'
import { Zip, ZipPassThrough } from 'fflate'
import type { Letter, LetterWords } from './letter.ts'
import { fittingScale, letterDocument } from './letter-pages.ts'

/** What letters are made from: one document, or several of `perFile` letters in one archive. */
export interface LettersTask {
  letters: Letter[]
  words: LetterWords
  kind: 'pdf' | 'zip'
  perFile: number
}

/** Bytes that are held before the reader asks for more. */
const mostHeld = 512 * 1024

// Started by `letters-task.server.ts` with the task as its data; every message asks for more, and null ends it.
if (parentPort) {
  const port = parentPort
  let held: Uint8Array[] = []
  let bytes = 0
  let wanted = 0
  let onWanted = (): void => {}
  port.on('message', () => {
    wanted++
    onWanted()
  })
  const asked = () =>
    new Promise<void>((done) => {
      if (wanted > 0) done()
      else onWanted = done
    })
  const hold = (chunk: Uint8Array) => {
    held.push(chunk)
    bytes += chunk.length
  }
  /** Hands over what is held once it is enough, as often as somebody asks; so no more is ever made than is read. */
  const handOver = async (all: boolean) => {
    while (bytes > 0 && (all || bytes >= mostHeld)) {
      await asked()
      wanted--
      port.postMessage(Buffer.concat(held))
      held = []
      bytes = 0
    }
  }

  const { letters, words, kind, perFile } = workerData as LettersTask
  const scale = fittingScale(words, letters)

  const write = async (some: readonly Letter[], take: (chunk: Uint8Array, last: boolean) => void) => {
    const document = letterDocument(words, scale)
    const ended = new Promise<void>((done) => document.stream.once('end', done))
    document.stream.on('data', (chunk: Buffer) => take(chunk, false))
    for (const letter of some) {
      document.addLetter(letter)
      await new Promise<void>((done) => setImmediate(done))
      await handOver(false)
    }
    document.finish()
    await ended
    take(new Uint8Array(0), true)
    await handOver(false)
  }

  if (kind === 'pdf') await write(letters, (chunk) => chunk.length && hold(chunk))
  else {
    const zip = new Zip((error, chunk) => {
      if (error) throw error
      if (chunk.length) hold(chunk)
    })
    for (let i = 0; i < letters.length; i += perFile) {
      const some = letters.slice(i, i + perFile)
      const file = new ZipPassThrough(`letters-${some[0]!.number}-${some.at(-1)!.number}.pdf`)
      zip.add(file)
      await write(some, (chunk, last) => file.push(chunk, last))
    }
    zip.end()
  }
  await handOver(true)
  await asked()
  port.postMessage(null)
  port.close()
}
