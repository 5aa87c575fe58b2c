import loadHighs, { type Highs, type Model } from 'highs'

export interface Column {
  cost: number
  lower: number
  upper: number
  integer?: boolean
}

export interface Row {
  lower: number
  upper: number
  columns: number[]
  coefficients: number[]
}

export type SolverOptions = Record<string, string | number | boolean>

let loading: Promise<Highs> | undefined

/** The solver is WebAssembly and is compiled once per process or worker. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs()
  return loading
}

// Feasibility is kept tight because later levels of LEXIMIN stand on earlier ones; one seed makes runs repeatable.
const DEFAULTS: SolverOptions = {
  output_flag: false,
  random_seed: 1,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_feasibility_tolerance: 1e-8,
}

/** A maximisation that stays in the solver's memory; the caller must dispose of it. */
export function openProgramme(highs: Highs, columns: Column[], rows: Row[], options: SolverOptions = {}): Model {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.columns.length
  })
  const indices = new Int32Array(starts[rows.length]!)
  const values = new Float64Array(indices.length)
  rows.forEach((row, i) => {
    indices.set(row.columns, starts[i]!)
    values.set(row.coefficients, starts[i]!)
  })
  const integer = highs.constants.variableType
  const mixed = columns.some((column) => column.integer)
  const model = highs.createModel({
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(columns, (column) => column.cost),
    colLower: Float64Array.from(columns, (column) => column.lower),
    colUpper: Float64Array.from(columns, (column) => column.upper),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices, values },
    ...(mixed ? { integrality: columns.map((column) => (column.integer ? integer.integer : integer.continuous)) } : {}),
  })
  model.options.set({ ...DEFAULTS, ...options })
  return model
}
