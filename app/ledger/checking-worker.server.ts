import { parentPort, workerData } from 'node:worker_threads'
import { connectToRead } from '../../db/connect.ts'
import { checkedLedger } from './checkpoint-state.server.ts'

/** Checks the ledger beside the server, over a connection of its own to the database of that address. */
if (parentPort) {
  const db = await connectToRead(workerData as string)
  const state = await checkedLedger(db)
  await db.destroy()
  parentPort.postMessage(state)
}
