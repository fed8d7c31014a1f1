import type { JsonRecord } from '#shared/base/json.ts'
import type { LogLevel, NodeEvent, NodeRecord, Warning } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import { now } from './clock.ts'
import type { NodeInput, OperationContext, Services } from './operation.ts'

const NO_WARNINGS: readonly Warning[] = []

/** A message of the log at most, characters. */
const MAX_MESSAGE = 100_000

/** The context of one attempt of one node. After {@link close}, what a late operation still says is ignored. */
export class NodeContext implements OperationContext {
  readonly nodeId: string
  readonly nodeName: string
  readonly inputs: readonly NodeInput[]
  readonly params: JsonRecord
  readonly services: Services
  private readonly emit: (event: NodeEvent) => void
  private controller: AbortController | undefined
  private collected: Warning[] | undefined
  private closed = false

  constructor(
    node: PlanNode,
    inputs: readonly NodeInput[],
    params: JsonRecord,
    services: Services,
    emit: (event: NodeEvent) => void,
  ) {
    this.nodeId = node.id
    this.nodeName = node.name
    this.inputs = inputs
    this.params = params
    this.services = services
    this.emit = emit
  }

  /** Made at first use: most nodes never ask. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController()
    return this.controller.signal
  }

  get warnings(): readonly Warning[] {
    return this.collected ?? NO_WARNINGS
  }

  warn(code: string, message: string, data?: JsonRecord): void {
    if (this.closed) return
    this.collected ??= []
    this.collected.push({ code, message, ...(data ? { data } : {}) })
  }

  log(level: LogLevel, message: string): void {
    const cut = message.length > MAX_MESSAGE
    this.record({ kind: 'log', level, message: cut ? `${message.slice(0, MAX_MESSAGE)}… (cut)` : message })
  }

  record(record: NodeRecord): void {
    if (!this.closed) this.emit({ type: 'node-recorded', nodeId: this.nodeId, at: now(), record })
  }

  abort(reason: unknown): void {
    this.controller ??= new AbortController()
    this.controller.abort(reason)
  }

  close(): void {
    this.closed = true
  }
}
