import type { ChoiceList } from '../choice-list-contract.ts'
import type { View } from './reading.ts'

/** Weighted where the list could be weighted, unless the address asks for the plain count. */
export const viewAsked = (request: Request, list: Pick<ChoiceList, 'weighted'>): View =>
  list.weighted && new URL(request.url).searchParams.get('view') !== 'unweighted' ? 'weighted' : 'unweighted'
