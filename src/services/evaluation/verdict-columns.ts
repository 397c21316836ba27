import { type ArrayType, BinaryArray } from '@/infra/db/binary-array'

type Cell = string | number | Date | null

/** What a column is called, what it is in the database, and the type its values travel as. */
type Column<Row> = readonly [name: keyof Row & string, as: string, type: Exclude<ArrayType, 'bytea' | 'bool'>]

function write(array: BinaryArray, type: Column<never>[2], value: Cell): void {
  if (type === 'timestamptz') array.timestamptz(value === null ? null : (value as Date).getTime())
  else if (type === 'int4') array.int4(value as number | null)
  else array[type](value as string | null)
}

const EMPTY = '{}'

/** Rows as one parameter per column, from `$first` on: a third of the server's time of the same rows as JSON. */
export class Columns<Row> {
  /** to stand in a FROM clause after the name of the table it makes */
  readonly from: string
  readonly next: number

  constructor(
    name: string,
    private readonly columns: readonly Column<Row>[],
    first: number,
  ) {
    this.next = first + columns.length
    const arrays = columns.map(([, , type], at) => `$${first + at}::${type}[]`)
    const cells = columns.map(([column, as, type]) => (as === type ? column : `${column}::${as} AS ${column}`))
    this.from = `(SELECT ${cells.join(', ')} FROM unnest(${arrays.join(', ')}) AS r(${columns.map(([column]) => column).join(', ')})) ${name}`
  }

  values(rows: readonly Row[]): (Buffer | string)[] {
    return this.columns.map(([name, , type]) => {
      if (rows.length === 0) return EMPTY
      const array = new BinaryArray(type, rows.length, type === 'jsonb' ? rows.length * 96 : 0)
      for (const row of rows) write(array, type, row[name] as Cell)
      return array.done()
    })
  }
}
