import { constant } from '#shared/operation/data-input/constant.ts'
import { giveJson, implement } from '../define.ts'

export const runConstant = implement(constant, (config) => giveJson(config.value))
