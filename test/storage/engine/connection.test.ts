import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Connection, connect } from '../../../src/storage/engine/connection.ts'
import { openTestDriver } from '../../fixtures/test-database.ts'

let connection: Connection
let drop: () => Promise<void>
beforeAll(async () => {
  const { driver, afterClose } = await openTestDriver()
  connection = connect(driver)
  drop = afterClose
})
beforeEach(async () => {
  await connection.sql.run('TRUNCATE job_runs')
})
afterAll(async () => {
  await connection.close()
  await drop()
})

const run = (job: string) => ({ job, slot: new Date(0), startedAt: new Date(0) })
const jobs = async (): Promise<string[]> => (await connection.orm.jobRun.findMany()).map(({ job }) => job)

describe('inside a transaction', () => {
  test.each<[string, () => unknown]>([
    ['Prisma', () => connection.orm],
    ['SQL by hand', () => connection.sql],
    ['another transaction', () => connection.transaction(async () => undefined)],
    ['another one by hand', () => connection.sqlTransaction(async () => undefined)],
  ])('%s from outside throws at once', async (_, use) => {
    const nested = async (): Promise<unknown> => use()
    await expect(connection.transaction(nested)).rejects.toThrow('Inside a transaction')
    await expect(connection.sqlTransaction(nested)).rejects.toThrow('Inside a transaction')
  })

  test('what others do at the same time is not touched by that', async () => {
    const [inner, outer] = await Promise.all([
      connection.transaction((tx) => tx.jobRun.create({ data: run('inner') })),
      connection.orm.jobRun.count(),
    ])
    expect(inner.job).toBe('inner')
    expect(outer).toBeLessThanOrEqual(1)
  })

  test('all happens or nothing', async () => {
    const failing = connection.transaction(async (tx) => {
      await tx.jobRun.create({ data: run('lost') })
      throw new Error('halfway')
    })
    await expect(failing).rejects.toThrow('halfway')
    const failingByHand = connection.sqlTransaction(async (sql) => {
      await sql.run("INSERT INTO job_runs (job, slot, started_at) VALUES ('lost', now(), now())")
      throw new Error('halfway')
    })
    await expect(failingByHand).rejects.toThrow('halfway')
    expect(await jobs()).toEqual([])
  })
})

describe('a transaction that another one was in the way of', () => {
  const conflict = (code: string) => Object.assign(new Error('in the way'), { code })

  test.each(['P2034', '40001', '40P01'])('is done again, at most five times (%s)', async (code) => {
    let attempts = 0
    const failing = connection.transaction(async () => {
      attempts++
      throw conflict(code)
    })
    await expect(failing).rejects.toThrow('in the way')
    expect(attempts).toBe(5)
  })

  test('is done again until it succeeds', async () => {
    let attempts = 0
    await connection.sqlTransaction(async (sql) => {
      await sql.run("INSERT INTO job_runs (job, slot, started_at) VALUES ('once', now(), now())")
      attempts++
      if (attempts < 3) throw new Error('wrapped', { cause: conflict('40001') })
    })
    expect(attempts).toBe(3)
    expect(await jobs()).toEqual(['once'])
  })

  test('is not done again for any other reason', async () => {
    let attempts = 0
    const failing = connection.transaction(async () => {
      attempts++
      throw conflict('23505')
    })
    await expect(failing).rejects.toThrow('in the way')
    expect(attempts).toBe(1)
  })
})

describe('who listens to statements', () => {
  const heard: string[] = []
  afterEach(() => heard.splice(0))

  test('hears those of Prisma and those by hand until it stops', async () => {
    const stop = connection.onQuery((statement) => heard.push(statement))
    await connection.orm.jobRun.count()
    await connection.sql.run('SELECT 42')
    await connection.sqlTransaction((sql) => sql.run('SELECT 43'))
    stop()
    await connection.sql.run('SELECT 44')
    expect(heard).toEqual([expect.stringContaining('"job_runs"'), 'SELECT 42', 'SELECT 43'])
  })
})
