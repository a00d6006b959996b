/**
 * POST /operations/tick: the pulse of the floor. Called by a scheduler every 30 s with a token of the scope `tick`;
 * answer within 9 s. What else it sends is ignored.
 *
 * Writes the queues' figures, raises and lowers chat capacity, tells people when a wait passes its limit, and journals
 * what it decided. Several at once do the work of one.
 */
import { decideTick, endpoint, loadFloor, machine, parseTick } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 9,
  lock: machine("tick"),
  takes: ["query", "form", "json"],
  parse: parseTick,
  load: loadFloor,
  decide: (_tick, floor, policy, now) => decideTick(floor, policy, now),
  reply: ([decision]) => ({ status: 200, body: { because: decision?.because } }),
});
