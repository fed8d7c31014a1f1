import { type ChainDifference, isSameChain } from '#shared/chain/diff.ts'
import classes from './Changes.module.css'
import { Changes } from './Changes.tsx'

const wireWords = ({ source, target }: ChainDifference['wiresAdded'][number]): string =>
  `${source} to ${target}`

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  )
}

/** How the chain of the second run differs from that of the first. */
export function ChainChanges({ chain }: { readonly chain: ChainDifference }) {
  if (isSameChain(chain)) return <p className={classes.same}>Both runs had the same chain.</p>
  return (
    <>
      <Names title="Nodes added" names={chain.added.map((node) => node.name)} />
      <Names title="Nodes removed" names={chain.removed.map((node) => node.name)} />
      {chain.changed.map((node) => (
        <section key={node.id}>
          <h3 className={classes.heading}>{node.name}</h3>
          <Changes changes={node.fields} same="" />
        </section>
      ))}
      <Names title="Wires added" names={chain.wiresAdded.map(wireWords)} />
      <Names title="Wires removed" names={chain.wiresRemoved.map(wireWords)} />
      {chain.parameters.length > 0 && (
        <>
          <h3 className={classes.heading}>Parameters</h3>
          <Changes changes={chain.parameters} same="" />
        </>
      )}
    </>
  )
}
