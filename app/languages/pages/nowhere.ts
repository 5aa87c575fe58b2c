import { notFound } from '../../server/page.ts'

/** Every address that nothing else serves, so that even there the shell knows the partnership and the languages. */
export function loader(): never {
  throw notFound()
}

export function action() {
  return loader()
}

/** A page of its own, so that the answer is the shell's words and not an empty body. */
export default function Nowhere() {
  return null
}
