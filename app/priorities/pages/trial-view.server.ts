import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import type { StaffAsk } from '../../server/page.ts'
import { refusalWords } from '../fault-words.ts'
import { bandsMoved, besideEachOther, drawnUpBy } from '../list-trials.ts'
import { trialsOf } from '../trial-store.server.ts'
import { draftPaper } from './paper.server.ts'

export type TrialsDesk = Awaited<ReturnType<typeof trialsView>>

/** What a draft would be by other parameters, computed once at the freeze and kept until it is published. */
export async function trialsView(ask: StaffAsk<{ id: string }>) {
  const exercise = await exerciseFor(ask)
  const paper = await draftPaper(ask, exercise.id)
  const trials = await trialsOf(ask.db, paper.listId)
  const draft = paper.list.weighted ?? paper.list.unweighted
  const sets = trials.map(({ name, spec, choosable, weights, bands, order, sharePerMille, methods }) => ({
    name,
    spec,
    choosable,
    methods,
    why: weights.refused && refusalWords(ask.words('faults'), weights.refused),
    isDraft: name === drawnUpBy(paper.list.method.parameters),
    moved: bandsMoved(draft, { bands, order }),
    beside: besideEachOther(draft, { bands, order }),
    shares: Object.fromEntries(paper.options.map(({ id }, i) => [id, sharePerMille[i]!])),
  }))
  const asked = setAsked(ask.request)
  return {
    title: ask.words('trying')('title'),
    exercise: { id: exercise.id, title: exercise.title },
    listId: paper.listId,
    hash: paper.resultHash,
    options: paper.options.map(({ id, name }) => ({ id, name })),
    sets: sets.map(({ beside: _, shares: __, methods: ___, ...set }) => set),
    asked,
    shown: sets.find(({ name }) => name === asked) ?? null,
  }
}

/** The set of parameters an address asks for: by its name, or by the three choices of the form. */
function setAsked(request: Request): string | null {
  const { searchParams } = new URL(request.url)
  const one = searchParams.get('set')
  if (one) return one
  const parts = ['weights', 'cap', 'answers'].map((name) => searchParams.get(name))
  return parts.every(Boolean) ? parts.join('-') : null
}
