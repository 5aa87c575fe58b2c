/** How often a property is tried: 10,000 in the full run (`PROPERTY_RUNS=10000`), fewer before every commit. */
export function propertyRuns(usual: number): number {
  return Number(process.env.PROPERTY_RUNS ?? usual)
}
