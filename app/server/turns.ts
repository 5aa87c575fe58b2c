/** A place among those that are let in at once, or in the queue for one. */
export interface Turn {
  /** Comes when the place is free: in the order in which places were asked for. */
  come: Promise<void>
  /** Gives the place back, or leaves the queue. A second time it does nothing. */
  leave: () => void
}

/** Lets so many in at once; the others wait in order. */
export function turns(atOnce: number) {
  const inside = new Set<object>()
  const queue: { turn: object; begin: () => void }[] = []
  const letIn = () => {
    while (inside.size < atOnce) {
      const next = queue.shift()
      if (!next) return
      inside.add(next.turn)
      next.begin()
    }
  }
  return {
    take(): Turn {
      const turn = {}
      const come = new Promise<void>((begin) => queue.push({ turn, begin }))
      letIn()
      return {
        come,
        leave() {
          const place = queue.findIndex((waiting) => waiting.turn === turn)
          if (place >= 0) queue.splice(place, 1)
          inside.delete(turn)
          letIn()
        },
      }
    },
    /** How many are before whoever asks now: none while a place is free. */
    before: (): number => (inside.size < atOnce ? 0 : inside.size + queue.length),
  }
}
