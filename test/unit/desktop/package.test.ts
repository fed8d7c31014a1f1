import { createRequire } from 'node:module'
import { expect, it } from 'vitest'

const load = createRequire(import.meta.url)

it('the package for Debian is told of everything that it must say', async () => {
  const packageFile = load('../../../package.json')
  const { AppInfo } = load('app-builder-lib/out/appInfo.js')
  const { default: FpmTarget } = load('app-builder-lib/out/targets/FpmTarget.js')
  const info = { metadata: packageFile, repositoryInfo: Promise.resolve(null) }
  const appInfo = Object.create(AppInfo.prototype, {
    info: { value: info },
    notNullDevMetadata: { value: {} },
    linuxPackageName: { value: packageFile.name },
  })
  const target = Object.create(FpmTarget.prototype, {
    packager: { value: { appInfo, info } },
    options: { value: { maintainer: 'Somebody <somebody@ergo.invalid>' } },
  })
  expect(await target.computeFpmMetaInfoOptions()).toMatchObject({ url: packageFile.homepage })
})
