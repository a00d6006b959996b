/** One round: requests over connections that stay open, as fast as they are answered. */
import autocannon from "autocannon";
import { type Asked, type Kind, requestOf, type Stage } from "./mix";

export const CONNECTIONS = 16;
/** Of so many requests of a connection one answer is read. */
const READ_EVERY = 25;

/** So many requests of each of these kinds; a multiple of the connections. */
export type Round = { kinds: readonly Kind[]; each: number };

/** Turn by turn, so that each connection has its share of each kind. */
function requestsOf({ kinds, each }: Round, stage: Stage, connection: number): Asked[] {
  const requests: Asked[] = [];
  for (let number = connection; number < each; number += CONNECTIONS) {
    for (const kind of kinds) requests.push(requestOf(kind, stage, number));
  }
  return requests;
}

/** Finds fault with some of the answers. */
function reading(requests: readonly Asked[], problems: string[]): autocannon.Request[] {
  return requests.map(({ kind, contains, ...request }, index) => {
    if (index % READ_EVERY !== 0) return request;
    const onResponse = (status: number, body: string) => {
      const missing = contains.find((one) => !body.includes(one));
      if (missing !== undefined) problems.push(`${kind}: ${status} without ${missing}: ${body.slice(0, 300)}`);
    };
    return { ...request, onResponse };
  });
}

/**
 * Keeps this process looking for answers instead of sleeping until one comes: waking somebody up is paid for by who
 * writes to him, and a server that is so fast that this process never sleeps would be spared it.
 */
function stayAwake(): () => void {
  let isOver = false;
  const look = () => {
    if (!isOver) setImmediate(look);
  };
  look();
  return () => {
    isOver = true;
  };
}

/**
 * Seconds it took.
 *
 * @param reads whether the answers are to be right, or only to succeed
 * @throws Error where an answer is not 2xx or not what was asked for
 */
export async function load(url: string, round: Round, stage: Stage, reads: boolean): Promise<number> {
  const problems: string[] = [];
  let connection = 0;
  let first = 0;
  let last = 0;
  const setupClient = (client: autocannon.Client) => {
    const requests = reading(requestsOf(round, stage, connection++), problems);
    client.setRequests(requests);
  };
  const amount = round.kinds.length * round.each;
  const sleepAgain = stayAwake();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, connections: CONNECTIONS, amount, setupClient, sampleInt: 50 };
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    run.on("start", () => {
      first = performance.now();
    });
    run.on("response", () => {
      last = performance.now();
    });
  }).finally(sleepAgain);
  if (result["2xx"] !== amount || result.errors > 0) {
    throw new Error(`${result["2xx"]} of ${amount} requests succeeded: ${JSON.stringify(result.statusCodeStats)}`);
  }
  if (reads && problems.length > 0) throw new Error(`${problems.length} answers are wrong, such as ${problems[0]}`);
  return (last - first) / 1000;
}
