import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFolder } from '#electron/rpc/files/folder.ts'
import { Uploads } from '#electron/rpc/files/uploads.ts'
import { openTestWindow } from '../support/window.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a folder', () => {
  it('is listed folders first, by name and number, without what is hidden', async () => {
    await mkdir(join(folder, 'z'))
    for (const name of ['file10.csv', 'File9.csv', '.hidden', 'a.csv'])
      await writeFile(join(folder, name), 'ab')
    const listed = await listFolder(folder)
    expect(listed.entries.map((entry) => entry.name)).toEqual(['z', 'a.csv', 'File9.csv', 'file10.csv'])
    expect(listed.entries[1]).toMatchObject({ kind: 'file', size: 2, path: join(folder, 'a.csv') })
    expect(listed.parent).toBe(tmpdir())
  })

  it('is the home folder where none is named, and has no parent at the root', async () => {
    expect((await listFolder()).path).toBe(homedir())
    expect((await listFolder('/')).parent).toBeNull()
  })

  it('that is not there is said to be unreadable', async () => {
    await expect(listFolder(join(folder, 'gone'))).rejects.toMatchObject({ code: 'folder_unreadable' })
  })
})

describe('a dropped file', () => {
  const parts = (name: string, text: string, uploadId = `upload-${Math.abs(text.length)}-${name.length}`) => {
    const middle = Math.ceil(text.length / 2)
    return [text.slice(0, middle), text.slice(middle)].map((part, i) => ({
      uploadId,
      name,
      offset: i * middle,
      base64: Buffer.from(part).toString('base64'),
      last: i === 1,
    }))
  }
  const drop = async (uploads: Uploads, name: string, text: string): Promise<string> => {
    let path: string | null = null
    for (const part of parts(name, text)) path = await uploads.take(part)
    if (path === null) throw new Error('not finished')
    return path
  }

  it('is kept whole, under its own name', async () => {
    const path = await drop(new Uploads(folder), 'data.csv', 'a,b\n1,2\n')
    expect(path).toBe(join(folder, 'data.csv'))
    expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n')
    expect(await readdir(folder)).toEqual(['data.csv'])
  })

  it('with the same name and another content stands beside the first', async () => {
    const uploads = new Uploads(folder)
    const first = await drop(uploads, 'data.csv', 'one')
    const second = await drop(uploads, 'data.csv', 'two')
    const again = await drop(uploads, 'data.csv', 'one')
    expect(again).toBe(first)
    expect(second).not.toBe(first)
    expect(await readFile(first, 'utf8')).toBe('one')
    expect(await readFile(second, 'utf8')).toBe('two')
    const longer = await drop(uploads, 'data.csv', 'three!')
    expect(await readFile(longer, 'utf8')).toBe('three!')
  })

  it.each([
    ['../../evil.csv', 'evil.csv'],
    ['C:\\data\\my.csv', 'my.csv'],
    ['.hidden', 'hidden'],
    ['a<b>|c?.csv', 'a_b__c_.csv'],
    ['...', 'file'],
  ])('called %s stays in the folder', async (name, kept) => {
    expect(await drop(new Uploads(folder), name, 'xy')).toBe(join(folder, kept))
  })

  it('whose parts come in another order is refused and leaves nothing', async () => {
    const uploads = new Uploads(folder)
    const [first, second] = parts('data.csv', 'abcdef')
    if (!first || !second) throw new Error('two parts')
    await expect(uploads.take(second)).rejects.toMatchObject({ code: 'upload_order' })
    await uploads.take(first)
    await expect(uploads.take(first)).rejects.toMatchObject({ code: 'upload_order' })
    expect(await readdir(folder)).toEqual([])
  })

  it('that never ends is forgotten', async () => {
    const uploads = new Uploads(folder)
    const [first] = parts('data.csv', 'abcdef')
    if (first) await uploads.take(first)
    expect(await readdir(folder)).toHaveLength(1)
    await uploads.close()
    expect(await readdir(folder)).toEqual([])
  })
})

describe('the folder of files', () => {
  it('is rid of half uploads and downloads when the app is closed, and when it opens after having been killed', async () => {
    const files = join(folder, 'files')
    const downloads = join(files, 'downloads')
    await mkdir(downloads, { recursive: true })
    for (const name of ['.upload-1.part', 'data.csv', 'downloads/run'])
      await writeFile(join(files, name), 'x')
    const window = await openTestWindow(folder)
    expect(await readdir(files)).toEqual(['data.csv'])
    await writeFile(await window.app.downloads.place(), 'a run')
    expect(await readdir(downloads)).toHaveLength(1)
    await window.stop()
    expect(await readdir(files)).toEqual(['data.csv'])
  })
})
