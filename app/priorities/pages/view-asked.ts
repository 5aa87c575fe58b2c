import type { ChoiceList, Dimension } from '../choice-list-contract.ts'
import { tabOrder, type View } from './reading.ts'

/** Weighted where the list could be weighted, unless the address asks for the plain count. */
export const viewAsked = (request: Request, list: Pick<ChoiceList, 'weighted'>): View =>
  list.weighted && new URL(request.url).searchParams.get('view') !== 'unweighted' ? 'weighted' : 'unweighted'

/** The characteristic whose groups are to be drawn: age, unless the address names another. */
export function dimensionAsked(request: Request): Dimension {
  const asked = new URL(request.url).searchParams.get('groups')
  return tabOrder.find((dimension) => dimension === asked) ?? tabOrder[0]
}
