import { parentPort, workerData } from 'node:worker_threads'
import { choiceList, listStages } from '../../priorities/choice-list.ts'
import type { ChoiceListInput } from '../../priorities/choice-list-contract.ts'
import { type Trial, trialOf, trialSpecs } from '../../priorities/list-trials.ts'

/** What the worker tells: what it is at, and at the end everything. */
export type ListReport =
  | { kind: 'progress'; stage: string; done: number; total: number }
  | { kind: 'done'; result: string; base: number; trials: Trial[] }

/** Computes a list beside the server, and what other parameters would make of it, so that no request waits for it. */
if (parentPort) {
  const port = parentPort
  const tell = (report: ListReport) => port.postMessage(report)
  const input = workerData as ChoiceListInput
  const specs = input.rows.length ? trialSpecs(input) : []
  const total = listStages.length + Math.max(0, specs.length - 1)
  const list = choiceList(input, (stage) => tell({ kind: 'progress', stage, done: listStages.indexOf(stage), total }))
  const trials = specs.map((spec, i) => {
    if (i === 0) return trialOf(input, spec, list)
    tell({ kind: 'progress', stage: 'trials', done: listStages.length + i - 1, total })
    return trialOf(input, spec)
  })
  tell({ kind: 'done', result: JSON.stringify(list), base: list.base, trials })
}
