import { forEveryLook } from './looks.ts'
import { everyScriptScreen } from './scripts-looks.ts'

forEveryLook('scripts', everyScriptScreen)
