/** What is reached here of the shaper inside the PDF library. */
interface Shaper {
  layout(text: string): unknown
  _layoutEngine?: { engine?: { GPOSProcessor?: object } }
}

interface Positioning {
  applyAnchor(mark: unknown, base: unknown, at: number): void
  bears?: true
}

/**
 * Faces may leave a mark without a place to hang from, as their format allows; the shaper does not expect that and would
 * stop. Such a mark stays where it is, in every face from now on. The document's face must have Arabic letters: the shaper
 * is made when it meets one.
 */
export function bearMissingAnchors(doc: PDFKit.PDFDocument): void {
  const { font } = (doc as unknown as { _font: { font: Shaper } })._font
  font.layout('\u0627')
  const processor = font._layoutEngine?.engine?.GPOSProcessor
  if (!processor) return
  const shared = Object.getPrototypeOf(processor) as Positioning
  if (shared.bears) return
  const apply = shared.applyAnchor
  shared.applyAnchor = function (mark, base, at) {
    if (mark && base) apply.call(this, mark, base, at)
  }
  shared.bears = true
}
