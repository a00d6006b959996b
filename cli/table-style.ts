/** How tables look in a terminal: a line a row, and no colours. */
export const TABLE_STYLE = { head: [], border: [], compact: true };
