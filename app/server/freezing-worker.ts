import { parentPort, workerData } from 'node:worker_threads'
import { connect } from '../../db/connect.ts'
import { type FreezeTask, freezeNext } from '../consultations/freezing/freezing.server.ts'
import { freezeClosings } from '../consultations/freezing/snapshot-store.server.ts'
import { keeperFrom } from '../ledger/checkpoint-store.server.ts'

/** Makes what is to be frozen over a connection of its own, so that the server's is free for everybody else. */
if (parentPort) {
  const { what, settings, now } = workerData as FreezeTask
  const db = await connect(settings.DATABASE_URL)
  await (what === 'closings' ? freezeClosings : freezeNext)(db, keeperFrom(settings), now)
  await db.destroy()
  parentPort.postMessage('done')
}
