/** How the desk itself is doing. */
export interface HealthReport {
  /** Of Parley and of Node, such as "0.1.0" and "v20.19.0". */
  readonly versions: { readonly parley: string; readonly node: string }
  readonly uptimeMs: number
  readonly memoryBytes: number
  /** How the bots do, by platform; the console's among them. */
  readonly bots: Readonly<Record<string, 'ok' | 'down'>>
  /** What kind of database it is, and how long it took to answer; undefined when it did not. */
  readonly database: { readonly label: string; readonly answeredMs: number | undefined }
}

/** Measures the desk. It never throws: what does not answer is in the report. */
export interface Health {
  report(): Promise<HealthReport>
}
