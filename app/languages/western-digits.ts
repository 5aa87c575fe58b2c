/** The zeros of the digits that people here may type: Arabic, Persian and Urdu, Devanagari, Gurmukhi, Gujarati. */
const zeros = [0x660, 0x6f0, 0x966, 0xa66, 0xae6]

/** A text with its digits as 0 to 9, whichever of those scripts they were typed in. */
export const westernDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const at = digit.codePointAt(0)!
    const zero = zeros.find((one) => at >= one && at <= one + 9)
    return zero === undefined ? digit : String(at - zero)
  })
