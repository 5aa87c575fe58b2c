/** What keeps residents' pages quick, and what keeps machines out of their answers. */
export interface IntakeTables {
  /** One row: a number that triggers raise whenever what residents' pages show changes. */
  content_stamp: { id: number; changes: number }
}
