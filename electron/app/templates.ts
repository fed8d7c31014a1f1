import { join } from 'node:path'
import { Templates } from '../templates/templates.ts'
import { projectRoot } from './project-root.ts'

/** The templates of a data folder, with those that come with the app. */
export const openTemplates = (dataDir: string): Templates =>
  new Templates({
    shipped: join(projectRoot(), 'shared/examples'),
    own: join(dataDir, 'templates'),
    now: Date.now,
  })
