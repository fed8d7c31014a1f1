import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { Heartbeat } from '#electron/engine/threads/heartbeat.ts'

/** Beats and rests, as runners do, as fast as it can until told to stop; every beat of a node is at a time of 1000 or later. */
const Memory = z.object({ heartbeat: z.instanceof(SharedArrayBuffer), stop: z.instanceof(SharedArrayBuffer) })
const memory = Memory.parse(workerData)
const stop = new Int32Array(memory.stop)
const heartbeat = new Heartbeat(memory.heartbeat)
parentPort?.postMessage('begun')
for (let i = 0; Atomics.load(stop, 0) === 0; i++) {
  heartbeat.beat(1, i % 5, 1000 + i)
  if (i % 3 === 0) heartbeat.rest()
}
