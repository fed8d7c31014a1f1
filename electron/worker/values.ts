import { parentPort, workerData } from 'node:worker_threads'
import { type ValueAnswer, ValueRequest, ValueThreadSetUp } from '#electron/app/value-thread.ts'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { readLarge } from '#electron/data/blobs/large.ts'
import { KeptValues } from '#electron/rpc/values/kept.ts'
import { replyTo } from '#electron/rpc/values/questions.ts'
import { toAppError } from '#shared/base/errors.ts'

/** The entry of the thread that large values are read in. */
const { dataDir } = ValueThreadSetUp.parse(workerData)
const blobs = new BlobStore(dataDir)
const values = new KeptValues((value) => readLarge(value, blobs))
const tell = (answer: ValueAnswer): void => parentPort?.postMessage(answer)

parentPort?.on('message', async (raw: unknown) => {
  const { number, value, question, input } = ValueRequest.parse(raw)
  try {
    tell({ number, answer: await replyTo(question, await values.whole(value), input) })
  } catch (thrown) {
    tell({ number, error: toAppError(thrown) })
  }
})
