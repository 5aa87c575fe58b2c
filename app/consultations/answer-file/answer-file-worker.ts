import { parentPort, workerData } from 'node:worker_threads'
import { connectToRead } from '../../../db/connect.ts'
import { answerText, type FileTask } from './answer-text.server.ts'

// Writes a file of answers beside the server, over a connection of its own. Every message asks for a part: one is made
// ahead, and no more than is read. Null ends it.
if (parentPort) {
  const port = parentPort
  let wanted = 0
  let onWanted = (): void => {}
  port.on('message', () => {
    wanted++
    onWanted()
  })
  const hand = async (part: Uint8Array<ArrayBuffer> | null) => {
    if (!wanted) {
      await new Promise<void>((done) => {
        onWanted = done
      })
    }
    wanted--
    port.postMessage(part, part ? [part.buffer] : [])
  }

  const { plan, kind, url } = workerData as FileTask
  const db = await connectToRead(url)
  const bytes = new TextEncoder()
  for await (const text of answerText(db, plan, kind)) await hand(bytes.encode(text))
  await db.destroy()
  await hand(null)
  port.close()
}
