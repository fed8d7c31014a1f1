import { parentPort, workerData } from 'node:worker_threads'
import { type ValueAnswer, ValueRequest, ValueThreadSetUp } from '#electron/app/value-thread.ts'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { readLarge } from '#electron/data/blobs/large.ts'
import { KeptValues, type Whole } from '#electron/rpc/values/kept.ts'
import { replyTo } from '#electron/rpc/values/questions.ts'
import { toAppError } from '#shared/base/errors.ts'
import type { Value } from '#shared/operation/value.ts'

/** The entry of the thread that large values are read in. */
const { dataDir } = ValueThreadSetUp.parse(workerData)
const blobs = new BlobStore(dataDir)
const values = new KeptValues((value) => readLarge(value, blobs))
const wholeOf = async (value: Value): Promise<Whole> => (value.kind === 'large' ? values.whole(value) : value)
const tell = (answer: ValueAnswer): void => parentPort?.postMessage(answer)

parentPort?.on('message', async (raw: unknown) => {
  const { number, value, beside, question, input } = ValueRequest.parse(raw)
  try {
    const whole = await wholeOf(value)
    tell({ number, answer: await replyTo(question, whole, input, beside && (await wholeOf(beside))) })
  } catch (thrown) {
    tell({ number, error: toAppError(thrown) })
  }
})
