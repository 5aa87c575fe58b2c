/**
 * A PostCSS plugin that turns the left and right of govuk-frontend's style sheets into start and end, so that a page
 * read from right to left needs no second set of rules. Our own sheets are written with logical properties already.
 */

type Declaration = {
  prop: string
  value: string
  cloneBefore: (changes: { prop: string; value: string }) => unknown
  remove: () => unknown
}

const sides = { left: 'start', right: 'end' } as const

function logicalProperty(property: string): string {
  const side = /^(margin|padding|border)-(left|right)(-(?:width|style|color))?$/.exec(property)
  if (side) return `${side[1]}-inline-${sides[side[2] as keyof typeof sides]}${side[3] ?? ''}`
  const corner = /^border-(top|bottom)-(left|right)-radius$/.exec(property)
  if (corner) return `border-${corner[1] === 'top' ? 'start' : 'end'}-${sides[corner[2] as keyof typeof sides]}-radius`
  if (property === 'left' || property === 'right') return `inset-inline-${sides[property]}`
  return property
}

function logicalValue(property: string, value: string): string {
  if (value !== 'left' && value !== 'right') return value
  if (property === 'text-align' || property === 'justify-content') return sides[value]
  if (property === 'float' || property === 'clear') return `inline-${sides[value]}`
  return value
}

/** The values of a shorthand; spaces inside brackets do not part them. */
function parts(value: string): string[] {
  return value.match(/(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []
}

/** What one declaration becomes: itself, another, or (for unequal sides in one shorthand) two. */
export function toLogical(property: string, value: string): ReadonlyArray<Readonly<{ prop: string; value: string }>> {
  // A tick or chevron drawn from two borders and turned must not be mirrored, so border-width is left alone.
  if (property === 'margin' || property === 'padding') {
    const [top, right, bottom, left] = parts(value)
    if (left !== undefined && left !== right) {
      return [
        { prop: `${property}-block`, value: `${top} ${bottom}` },
        { prop: `${property}-inline`, value: `${left} ${right}` },
      ]
    }
  }
  return [{ prop: logicalProperty(property), value: logicalValue(property, value) }]
}

const done = Symbol('logical')

/** For `css.postcss.plugins`. */
export function logical() {
  return {
    postcssPlugin: 'logical',
    Declaration(declaration: Declaration & { [done]?: boolean }) {
      if (declaration[done]) return
      const results = toLogical(declaration.prop, declaration.value)
      const [only] = results
      if (results.length === 1 && only?.prop === declaration.prop && only.value === declaration.value) {
        declaration[done] = true
        return
      }
      for (const result of results) declaration.cloneBefore(result)
      declaration.remove()
    },
  }
}
