/** One change of the tables. The version of a history is the number of its last migration. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
