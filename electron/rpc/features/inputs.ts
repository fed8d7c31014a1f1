import type { Store } from '#electron/store/store.ts'
import type { Feature } from '../feature.ts'

type Inputs = Store['inputs']

export function pinsFeature(inputs: Inputs): Feature<'pins'> {
  return {
    list: ({ chainId }) => inputs.pins(chainId),
    set: ({ chainId, nodeId, executionId }) => inputs.pin(chainId, nodeId, executionId),
    remove({ chainId, nodeId }) {
      inputs.unpin(chainId, nodeId)
      return {}
    },
  }
}

export function inputSetsFeature(inputs: Inputs): Feature<'inputSets'> {
  return {
    list: ({ chainId }) => ({ sets: inputs.sets(chainId), last: inputs.last(chainId) }),
    save({ chainId, name, values }) {
      inputs.saveSet(chainId, { name, values })
      return {}
    },
    remove({ chainId, name }) {
      inputs.removeSet(chainId, name)
      return {}
    },
  }
}
