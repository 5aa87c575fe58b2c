/** Irreducible polynomials, lowest coefficient first, for the orders that are powers of a prime. */
const POLYNOMIALS: Record<number, { prime: number; coefficients: number[] }> = {
  4: { prime: 2, coefficients: [1, 1, 1] },
  8: { prime: 2, coefficients: [1, 1, 0, 1] },
  9: { prime: 3, coefficients: [1, 0, 1] },
  16: { prime: 2, coefficients: [1, 1, 0, 0, 1] },
}
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19]

interface Field {
  add(a: number, b: number): number
  multiply(a: number, b: number): number
}

function fieldOf(order: number): Field | null {
  if (PRIMES.includes(order)) return { add: (a, b) => (a + b) % order, multiply: (a, b) => (a * b) % order }
  const polynomial = POLYNOMIALS[order]
  if (!polynomial) return null
  const { prime, coefficients } = polynomial
  const degree = coefficients.length - 1
  const digits = (element: number): number[] =>
    Array.from({ length: degree }, (_, power) => Math.floor(element / prime ** power) % prime)
  const element = (parts: readonly number[]): number =>
    parts.reduce((sum, digit, power) => sum + digit * prime ** power, 0)
  return {
    add: (a, b) => element(digits(a).map((digit, power) => (digit + digits(b)[power]!) % prime)),
    multiply: (a, b) => {
      const product = new Array<number>(2 * degree - 1).fill(0)
      digits(a).forEach((x, i) => {
        digits(b).forEach((y, j) => {
          product[i + j] = (product[i + j]! + x * y) % prime
        })
      })
      for (let power = product.length - 1; power >= degree; power--) {
        const lead = product[power]!
        coefficients.forEach((coefficient, i) => {
          const at = power - degree + i
          product[at] = (product[at]! + (prime - 1) * lead * coefficient) % prime
        })
      }
      return element(product.slice(0, degree))
    },
  }
}

/**
 * Seats at tables over rounds in which no two people meet twice: the people of a group never meet, and those of two
 * groups meet once, because table = place + round × group is a line over the finite field of as many elements as there
 * are tables. Exists when the tables are a power of a prime and neither rounds nor the people at a table are more.
 *
 * @returns per round and seat the table, table sizes differing by one at most; null where the construction does not fit.
 */
export function galoisPlan(people: number, tables: number, rounds: number): number[][] | null {
  const field = fieldOf(tables)
  if (!field || rounds > tables || Math.ceil(people / tables) > tables) return null
  return Array.from({ length: rounds }, (_, round) =>
    Array.from({ length: people }, (_, seat) =>
      field.add(seat % tables, field.multiply(round, Math.floor(seat / tables))),
    ),
  )
}
