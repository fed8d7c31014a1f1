import { expression } from '#shared/operation/transform/expression.ts'
import { implement } from '../define.ts'
import { evaluate } from '../evaluate.ts'

export const runExpression = implement(expression, (config, context) => evaluate(config.expression, context))
