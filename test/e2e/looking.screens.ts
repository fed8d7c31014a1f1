import { forEveryLook } from './looks.ts'
import { everyPastScreen } from './past-looks.ts'
import { everyValueScreen } from './value-looks.ts'

forEveryLook('past', everyPastScreen)
forEveryLook('values', everyValueScreen)
