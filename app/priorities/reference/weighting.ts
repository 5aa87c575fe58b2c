import { type SurveyMean, surveyMean } from '../survey-mean.ts'
import { fitTable, kish, poststratify, rake, trim } from '../weights.ts'
import { type Answer, answer, type Handler, once } from './answer.ts'
import { isRecord, type ReferenceCase } from './case.ts'

const refused = Symbol('refused')

function weightsOf(result: ReturnType<typeof rake>): number[] | typeof refused {
  return result.ok ? result.weights : refused
}

const table: Handler = {
  accepts: ({ input }) => input.kind === 'table',
  open: ({ input }: ReferenceCase) => {
    const read = {
      seed: input.seed as number[][],
      rowTotals: input.row_totals as number[],
      columnTotals: input.column_totals as number[],
    }
    return (key) => {
      const passes = /^after_(\d+)_iterations/.exec(key)
      if (passes !== null) return answer(fitTable({ ...read, passes: Number(passes[1]) }))
      return key === 'converged' ? answer(fitTable(read)) : undefined
    }
  },
}

const lists: Handler = {
  accepts: ({ input }) => input.kind === 'weights-list',
  open: ({ input }: ReferenceCase) => {
    const results = (input.lists as number[][]).map((weights) => kish(weights))
    return (key) => (key === 'deff' || key === 'ess' ? answer(results.map((result) => result[key])) : undefined)
  },
}

const trimmed: Handler = {
  accepts: ({ input }) => input.kind === 'weights',
  open: ({ input }: ReferenceCase) => {
    const weights = input.weights as number[]
    return (key) => {
      const asked = /^(strict|onepass)_lower([\d.]+)_upper([\d.]+)$/.exec(key)
      if (asked !== null) {
        return answer(
          trim({ weights, lower: Number(asked[2]), upper: Number(asked[3]), strict: asked[1] === 'strict' }),
        )
      }
      if (key !== 'total_preserved') return undefined
      const after = trim({ weights, lower: 20, upper: 60, strict: true })
      return answer(after.reduce((sum, weight) => sum + weight, 0))
    }
  },
}

const infeasible: Handler = {
  accepts: ({ input }) => input.kind === 'cases',
  open: ({ input }: ReferenceCase) => {
    const cases = input.cases as { id: string; microdata: string[][]; margins: Record<string, number>[] }[]
    return (key) => {
      if (key !== 'must_report_error') return undefined
      const bad = cases.filter(
        ({ microdata, margins }) => weightsOf(rake({ categories: microdata, margins })) === refused,
      )
      return answer(bad.map(({ id }) => id))
    }
  },
}

interface Row extends Record<string, unknown> {
  readonly base_weight: number
}

const microdata: Handler = {
  accepts: ({ input }) => input.kind === 'microdata',
  open: (one) => (one.input.rows === undefined ? stratified(one) : raked(one)),
}

function stratified({ input }: ReferenceCase) {
  const read = {
    strata: input.stratum as string[],
    population: input.population as Record<string, number>,
    baseWeights: input.base_weight as number[],
  }
  return (key: string): Answer | undefined => (key === 'weights' ? answer(weightsOf(poststratify(read))) : undefined)
}

function raked(one: ReferenceCase) {
  const { input } = one
  const rows = input.rows as Row[]
  const margins = Object.entries(input.margins as Record<string, Record<string, number>>)
  const categories = rows.map((row) => margins.map(([name]) => String(row[name])))
  const base = rows.map((row) => row.base_weight)
  const weights = once(() => {
    const result = rake({ categories, margins: margins.map(([, totals]) => totals), baseWeights: base })
    if (!result.ok) throw new Error(`raking was refused: ${result.refusal.reason}`)
    return result.weights
  })
  const column = (name: string) => rows.map((row) => Number(row[name]))
  const raking = { baseWeights: base, categories }
  const clustered = {
    clusters: rows.map((row) => String(row.cluster)),
    unitsInPopulation: Number(rows[0]?.fpc),
  }
  const independent = (name: string) => surveyMean({ values: column(name), weights: weights(), raked: raking })
  const inClusters = (name: string) =>
    surveyMean({ values: column(name), weights: weights(), raked: raking, ...clustered })
  const unraked = (name: string) => surveyMean({ values: column(name), weights: base, ...clustered })
  return (key: string): Answer | undefined => {
    const each = (value: (name: string) => number) => eachOf(one.expected[key], value)
    switch (key) {
      case 'weights':
        return answer(weights())
      case 'kish_design_effect':
        return answer(kish(weights()).deff)
      case 'effective_sample_size':
        return answer(kish(weights()).ess)
      case 'cell_weights':
        return cellWeights(
          rows,
          margins.map(([name]) => name),
          weights(),
        )
      case 'weighted_mean':
        return each((name) => independent(name).mean)
      case 'se_independent_persons_residual_linearisation':
        return each((name) => independent(name).se)
      case 'deff_vs_srs':
        return each((name) => independent(name).deff)
      case 'cluster_design':
        return answer(designOf(one.expected[key], inClusters))
      case 'unraked_cluster_design':
        return answer(designOf(one.expected[key], unraked))
      default:
        return undefined
    }
  }
}

/** One value for each variable that the case asks about. */
function eachOf(expected: unknown, value: (name: string) => number): Answer {
  return answer(Object.fromEntries(Object.keys(isRecord(expected) ? expected : {}).map((name) => [name, value(name)])))
}

function designOf(expected: unknown, error: (name: string) => SurveyMean) {
  const of: Record<string, (name: string) => number> = {
    mean: (name) => error(name).mean,
    se: (name) => error(name).se,
    deff: (name) => error(name).deff,
    deff_replace: (name) => error(name).deffReplace,
  }
  return Object.fromEntries(
    Object.entries(isRecord(expected) ? expected : {}).map(([what, variables]) => [
      what,
      of[what] && eachOf(variables, of[what]).got,
    ]),
  )
}

function cellWeights(rows: readonly Row[], names: readonly string[], weights: readonly number[]): Answer {
  const key = (values: readonly unknown[]) => values.map(String).join('|')
  const known = new Map(rows.map((row, i) => [key(names.map((name) => row[name])), weights[i]!]))
  return {
    got: Object.fromEntries(known),
    match: (expected) =>
      Array.isArray(expected) &&
      expected.every((cell: Record<string, unknown>) => {
        const { x, ...categories } = cell
        return Math.abs((known.get(key(Object.values(categories))) ?? Number.NaN) - Number(x)) <= 1e-6
      }),
  }
}

export const weighting: readonly Handler[] = [table, lists, trimmed, infeasible, microdata]
