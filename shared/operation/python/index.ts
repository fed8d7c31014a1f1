import { pyAnd, pyIndex, pyMethod, pyOr, pySlice, pyUnknown } from './access.ts'
import {
  pyAdd,
  pyDivide,
  pyFloorDivide,
  pyModulo,
  pyMultiply,
  pyNegate,
  pyPlus,
  pyPower,
  pySubtract,
} from './arithmetic.ts'
import {
  pyEquals,
  pyGreater,
  pyGreaterEqual,
  pyIn,
  pyInSet,
  pyLess,
  pyLessEqual,
  pyTruthy,
} from './compare.ts'

/**
 * Python's operators on JSON values, for conditions that were written in Python and are now JavaScript. They are pure,
 * take and give plain JSON, and throw an `Error` with a sentence where Python would raise. Integers and floats are one
 * kind here, so `1.0` is as good an index as `1`; booleans are numbers. `pyAnd` and `pyOr` take their second operand as
 * a function.
 */
export const PYTHON_FUNCTIONS = {
  pyTruthy: {
    call: pyTruthy,
    signature: 'pyTruthy(value)',
    help: 'False for nothing, false, 0 and everything empty.',
  },
  pyEquals: {
    call: pyEquals,
    signature: 'pyEquals(a, b)',
    help: 'Deep equality; true equals 1 and false equals 0.',
  },
  pyLess: {
    call: pyLess,
    signature: 'pyLess(a, b)',
    help: 'a < b for two numbers, texts or lists; else an error.',
  },
  pyLessEqual: { call: pyLessEqual, signature: 'pyLessEqual(a, b)', help: 'a <= b, as pyLess.' },
  pyGreater: { call: pyGreater, signature: 'pyGreater(a, b)', help: 'a > b, as pyLess.' },
  pyGreaterEqual: { call: pyGreaterEqual, signature: 'pyGreaterEqual(a, b)', help: 'a >= b, as pyLess.' },
  pyIn: {
    call: pyIn,
    signature: 'pyIn(item, container)',
    help: 'An item of a list, key of a record or part of a text.',
  },
  pyInSet: {
    call: pyInSet,
    signature: 'pyInSet(item, list)',
    help: 'As pyIn, where lists and records are errors.',
  },
  pyAnd: { call: pyAnd, signature: 'pyAnd(a, () => b)', help: 'a if it is false by pyTruthy, else b.' },
  pyOr: { call: pyOr, signature: 'pyOr(a, () => b)', help: 'a if it is true by pyTruthy, else b.' },
  pyAdd: {
    call: pyAdd,
    signature: 'pyAdd(a, b)',
    help: 'Adds numbers, joins texts or lists; else an error.',
  },
  pySubtract: { call: pySubtract, signature: 'pySubtract(a, b)', help: 'a - b for numbers; else an error.' },
  pyMultiply: {
    call: pyMultiply,
    signature: 'pyMultiply(a, b)',
    help: 'Multiplies numbers, repeats texts or lists.',
  },
  pyDivide: { call: pyDivide, signature: 'pyDivide(a, b)', help: 'a / b; division by zero is an error.' },
  pyFloorDivide: { call: pyFloorDivide, signature: 'pyFloorDivide(a, b)', help: 'a / b rounded down.' },
  pyModulo: { call: pyModulo, signature: 'pyModulo(a, b)', help: 'The remainder, with the sign of b.' },
  pyPower: { call: pyPower, signature: 'pyPower(a, b)', help: 'a to the power of b; exact for integers.' },
  pyNegate: { call: pyNegate, signature: 'pyNegate(a)', help: '-a for a number or boolean.' },
  pyPlus: { call: pyPlus, signature: 'pyPlus(a)', help: '+a: a boolean becomes a number.' },
  pyIndex: {
    call: pyIndex,
    signature: 'pyIndex(container, key)',
    help: 'An item or key; absent is an error.',
  },
  pySlice: {
    call: pySlice,
    signature: 'pySlice(list, start, stop, step)',
    help: 'A part of a list or text.',
  },
  pyMethod: {
    call: pyMethod,
    signature: 'pyMethod(name, value, ...args)',
    help: 'get, lower, upper, strip, startswith, endswith.',
  },
  pyUnknown: {
    call: pyUnknown,
    signature: 'pyUnknown(name)',
    help: 'Fails: the name was not known there either.',
  },
} as const

export type PythonFunction = keyof typeof PYTHON_FUNCTIONS
