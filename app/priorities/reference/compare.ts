import { isRecord, type ReferenceCase } from './case.ts'

/** How far two numbers may lie apart. */
export interface Tolerance {
  readonly absolute: number
  readonly relative: number
}

/** Exact: whole numbers and words equal; other numbers equal but for rounding in the last of the digits printed. */
const EXACT: Tolerance = { absolute: 1e-12, relative: 1e-9 }

/**
 * The tolerance a case declares for a key: its own, or that of the last part of the key, or the default. In words,
 * "+-1" and "relative 0.005" are read, "floats 1e-9", or the first number after "exact" or alone.
 */
export function toleranceOf({ tolerance }: ReferenceCase, key: string): Tolerance {
  const own = tolerance[key] ?? tolerance[key.split('.').at(-1) ?? key] ?? tolerance.default ?? strictest(tolerance)
  if (typeof own === 'number') return { absolute: own, relative: own === tolerance[key] ? 0 : EXACT.relative }
  if (typeof own !== 'string') return EXACT
  const relative = /^relative ([\d.e-]+)/.exec(own)
  if (relative !== null) return { absolute: 0, relative: Number(relative[1]) }
  const spread = /^\+-\s*([\d.e-]+)/.exec(own)
  if (spread !== null) return { absolute: Number(spread[1]), relative: 0 }
  const floats = /floats ([\d.e-]+)/.exec(own) ?? /<\s*([\d.e-]+)/.exec(own) ?? /^([\d.]+e-?\d+)/.exec(own)
  return floats === null ? EXACT : { absolute: Number(floats[1]), relative: 0 }
}

/** Where a case names tolerances for some keys only, its decimals elsewhere are held to the strictest of them. */
function strictest(tolerance: ReferenceCase['tolerance']): number | undefined {
  const numbers = Object.values(tolerance).filter((value) => typeof value === 'number')
  return numbers.length === 0 ? undefined : Math.max(EXACT.absolute, Math.min(...numbers))
}

/** The first place where two values differ, as a path, or null when they agree. */
export function difference(expected: unknown, got: unknown, tolerance: Tolerance, path = ''): string | null {
  const here = path === '' ? 'value' : path
  if (typeof expected === 'number') {
    if (typeof got !== 'number') return here
    return Object.is(expected, got) || close(expected, got, tolerance) ? null : here
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return here
    return firstOf(expected.map((value, i) => difference(value, got[i], tolerance, `${path}[${i}]`)))
  }
  if (isRecord(expected)) {
    if (!isRecord(got)) return here
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])]
    return firstOf(
      keys.map((key) => {
        const at = path === '' ? key : `${path}.${key}`
        return key in expected && key in got ? difference(expected[key], got[key], tolerance, at) : at
      }),
    )
  }
  return expected === got ? null : here
}

function close(expected: number, got: number, { absolute, relative }: Tolerance): boolean {
  if (Number.isInteger(expected) && Number.isInteger(got) && absolute < 1 && relative < 1e-6) return expected === got
  // Half a unit beyond the bound would be another number; the tiny slack is for the comparison's own rounding.
  return Math.abs(expected - got) <= Math.max(absolute, relative * Math.abs(expected)) * (1 + 1e-9)
}

const firstOf = (places: readonly (string | null)[]): string | null => places.find((place) => place !== null) ?? null

/** A value in one short line, with the part at `path` first when it is a large one. */
export function brief(value: unknown, path: string | null): string {
  const whole = JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? 'nothing'
  if (whole.length <= 160 || path === null) return whole.slice(0, 160)
  const at = path.split(/[.[\]]+/).filter((part) => part !== '')
  // Keys may contain dots themselves; then the whole is cut instead.
  const part = at.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
  return part === undefined ? `${whole.slice(0, 160)}…` : `${path} = ${JSON.stringify(part)?.slice(0, 160)}`
}
