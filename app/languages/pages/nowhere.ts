import { notFound } from '../../server/page.ts'

/** Every address that nothing else serves, so that even there the shell knows the partnership and the languages. */
export const loader = () => {
  throw notFound()
}
export const action = loader

/** A page of its own, so that the answer is the shell's words and not an empty body. */
export default function Nowhere() {
  return null
}
