/** What a table has under a name that comes from outside: `constructor`, which every object has, is not in it. */
export const entryOf = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
