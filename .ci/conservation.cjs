/** Whether a played day loses nothing: contacts = offered = answered + abandoned = ledger records, none twice. */
const { readFileSync } = require("node:fs");

const { contacts, queues, ledger } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const sum = (field) => queues.reduce((total, queue) => total + queue[field], 0);
const counts = {
  contacts,
  offered: sum("offered"),
  "answered + abandoned": sum("answered") + sum("abandoned"),
  "ledger records": ledger.records,
};
console.log(`conservation: ${JSON.stringify(counts)}, duplicates ${ledger.duplicates}`);
const isConserved = contacts > 0 && new Set(Object.values(counts)).size === 1 && ledger.duplicates === 0;
if (!isConserved) {
  console.error("the day does not add up");
  process.exit(1);
}
