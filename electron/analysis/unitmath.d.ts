/** What is used of the package. Its own declarations describe another version, and its main file needs a loader. */
declare module 'unitmath/src/Unit.js' {
  interface Unit {
    readonly value: number | null
    to(unit: string | Unit): Unit
    /** The number in base units. */
    getNormalizedValue(): number
  }
  export interface UnitDefinition {
    readonly value: string | readonly [number, string]
    readonly prefixes?: string
    readonly aliases?: readonly string[]
  }
  interface UnitFactory {
    (value: number, unit: string): Unit
    (unit: string): Unit
    config(options: {
      readonly definitions: { readonly units: Readonly<Record<string, string | UnitDefinition>> }
    }): UnitFactory
  }
  const unit: UnitFactory
  export default unit
}
