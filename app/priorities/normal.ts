/**
 * Natural logarithm and the inverse of the normal distribution from additions, multiplications, divisions and square
 * roots only. Those four are exact to the bit by IEEE 754 in every language, while the `log` of different runtimes is
 * not, and a recount in another language has to meet the same redraws.
 */

/** Natural logarithm of a finite x > 0; relative error below 1e-15. */
export function ln(x: number): number {
  let mantissa = x
  let exponent = 0
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2
    exponent -= 1
  }
  while (mantissa > Math.SQRT2) {
    mantissa *= 0.5
    exponent += 1
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum = 0
  for (let k = 23; k >= 1; k -= 2) sum = sum * square + 1 / k
  return exponent * Math.LN2 + 2 * s * sum
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!
  return value
}

const centre = {
  top: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  bottom: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
}

const shoulder = {
  top: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  bottom: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
}

const tail = {
  top: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  bottom: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
}

/** Value below which a standard normal variable falls with probability p, 0 < p < 1 (Wichura 1988, AS 241). */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (q <= 0.425 && q >= -0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(centre.top, r)) / polynomial(centre.bottom, r)
  }
  const r = Math.sqrt(-ln(q < 0 ? p : 1 - p))
  const value =
    r <= 5
      ? polynomial(shoulder.top, r - 1.6) / polynomial(shoulder.bottom, r - 1.6)
      : polynomial(tail.top, r - 5) / polynomial(tail.bottom, r - 5)
  return q < 0 ? -value : value
}
