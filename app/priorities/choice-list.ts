export type * from './choice-list-contract.ts'
