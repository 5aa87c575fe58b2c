/**
 * The inner loop of the fast tally: over a stretch of two columns of places (0 is not judged), the sum of `plane` where
 * the first stands above the second. All addresses are in `memory`; `length` is a multiple of 16.
 */
export interface TallyKernel {
  readonly memory: Uint8Array
  readonly sumAbove: (first: number, second: number, plane: number, length: number) => number
}

/** Sixteen people a step where the runtime has WebAssembly, else (a page whose policy forbids it) one by one. */
export function tallyKernel(bytes: number): TallyKernel {
  return wasmKernel(bytes) ?? plainKernel(bytes)
}

export function plainKernel(bytes: number): TallyKernel {
  const memory = new Uint8Array(bytes)
  const sumAbove = (first: number, second: number, plane: number, length: number): number => {
    let sum = 0
    for (let i = 0; i < length; i++) {
      const place = memory[first + i]!
      if (place !== 0 && place < memory[second + i]!) sum += memory[plane + i]!
    }
    return sum
  }
  return { memory, sumAbove }
}

const [I32, V128] = [0x7f, 0x7b]
const [GET, SET, TEE] = [0x20, 0x21, 0x22]
const SIMD = 0xfd
const [first, second, plane, length, at, one, sum] = [0, 1, 2, 3, 4, 5, 6]
const load = (base: number): number[] => [GET, base, GET, at, 0x6a, SIMD, 0x00, 0, 0] // v128.load(base + at)
const lane = (which: number): number[] => [GET, sum, SIMD, 0x1b, which] // i32x4.extract_lane

// biome-ignore format: one instruction of the WebAssembly text format a line
const body: number[] = [
  2, 1, I32, 2, V128, // locals: at; one, sum
  0x41, 1, SIMD, 0x0f, SET, one, // one = i8x16.splat(1)
  0x03, 0x40, // loop
    GET, sum,
    // Less one, "not judged" is 255 for the first and stays 0 for the second: it is never above and never below.
    ...load(first), GET, one, SIMD, 0x71, // i8x16.sub
    ...load(second), GET, one, SIMD, 0x73, // i8x16.sub_sat_u
    SIMD, 0x26, // i8x16.lt_u
    ...load(plane), SIMD, 0x4e, // v128.and
    SIMD, 0x7d, // i16x8.extadd_pairwise_i8x16_u
    SIMD, 0x7f, // i32x4.extadd_pairwise_i16x8_u
    SIMD, 0xae, 1, SET, sum, // i32x4.add
    GET, at, 0x41, 16, 0x6a, TEE, at, GET, length, 0x49, // (at += 16) < length
    0x0d, 0, // br_if
  0x0b, // end
  ...lane(0), ...lane(1), 0x6a, ...lane(2), 0x6a, ...lane(3), 0x6a,
  0x0b, // end
]

const section = (id: number, content: readonly number[]): number[] => [id, ...leb(content.length), ...content]
const text = (value: string): number[] =>
  [value.length, ...value].map((char) => (typeof char === 'string' ? char.charCodeAt(0) : char))
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)])

const moduleBytes = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // the magic number and version 1
  ...section(1, [1, 0x60, 4, I32, I32, I32, I32, 1, I32]), // one type: four integers to one
  ...section(2, [1, ...text('o'), ...text('m'), 2, 0, 0]), // imports the memory o.m
  ...section(3, [1, 0]), // one function of that type
  ...section(7, [1, ...text('f'), 0, 0]), // exported as f
  ...section(10, [1, ...leb(body.length), ...body]),
])

let compiled: WebAssembly.Module | null | undefined

function wasmKernel(bytes: number): TallyKernel | null {
  try {
    compiled ??= new WebAssembly.Module(moduleBytes)
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) })
    const { exports } = new WebAssembly.Instance(compiled, { o: { m: memory } })
    return { memory: new Uint8Array(memory.buffer), sumAbove: exports.f as TallyKernel['sumAbove'] }
  } catch {
    return null
  }
}
