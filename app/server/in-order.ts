import type { RequestHandler } from 'express'

/**
 * The same steps as one: each may answer, hand on to the next, or fail. Express looks through its whole list for every
 * step it takes, which for a page that is only filled in cost more than the page.
 */
export function inOrder(steps: readonly RequestHandler[]): RequestHandler {
  return (request, response, last) => {
    let at = 0
    const next = (reason?: unknown): void => {
      const step = reason === undefined ? steps[at++] : undefined
      if (!step) return void last(reason)
      try {
        step(request, response, next)
      } catch (thrown) {
        last(thrown)
      }
    }
    next()
  }
}
