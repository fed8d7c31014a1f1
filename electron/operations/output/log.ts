import { log } from '#shared/operation/output/log.ts'
import { giveJson, implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { fillTemplate } from '../template.ts'

export const runLog = implement(log, (config, context) =>
  andThen(fillTemplate(config.message, context), (message) => {
    context.log(config.level, message)
    return giveJson(message)
  }),
)
