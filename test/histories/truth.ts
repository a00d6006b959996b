/**
 * What really happened to contacts, written down by somebody who stood beside them: from what the account's engine does
 * at the moment it does it, not from what the Events API tells later. None of it is computed by the code under test.
 */
import type { Account } from "../../simulator/account";
import type { Reservation } from "../../simulator/taskrouter/model";

type Offer = {
  worker: { sid: string; name: string };
  at: number;
  acceptedAt?: number;
  wrapupAt?: number;
  endedAt?: number;
  end?: string;
};

type Life = {
  createdAt: number;
  endedAt?: number;
  queuePath: string[];
  offers: Map<string, Offer>;
  transfers: number;
  isOfferedAtEnd: boolean;
};

/** The fields of a record that the engine knows; seconds, and moments in ISO 8601. */
export type Truth = {
  taskSid: string;
  queuePath: string[];
  outcome: "answered" | "abandoned";
  abandonedWhile: "waiting" | "offered" | null;
  createdAt: string;
  answeredAt: string | null;
  endedAt: string;
  waited: number;
  reserved: number;
  talked: number;
  wrapped: number;
  workers: { sid: string; name: string }[];
  transfers: number;
  rejections: number;
  timeouts: number;
};

const SECOND = 1000;
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** An offer is over when it is accepted, or when it ends otherwise. */
const offerEnd = ({ acceptedAt, endedAt, at }: Offer): number => acceptedAt ?? endedAt ?? at;

function truthOf(taskSid: string, life: Life, endedAt: number): Truth {
  const offers = [...life.offers.values()];
  const accepted = offers
    .flatMap((offer) => (offer.acceptedAt === undefined ? [] : [{ ...offer, acceptedAt: offer.acceptedAt }]))
    .sort((a, b) => a.acceptedAt - b.acceptedAt);
  const answeredAt = accepted[0]?.acceptedAt;
  return {
    taskSid,
    queuePath: life.queuePath,
    outcome: answeredAt === undefined ? "abandoned" : "answered",
    abandonedWhile: answeredAt === undefined ? (life.isOfferedAtEnd ? "offered" : "waiting") : null,
    createdAt: iso(life.createdAt),
    answeredAt: answeredAt === undefined ? null : iso(answeredAt),
    endedAt: iso(endedAt),
    waited: ((answeredAt ?? endedAt) - life.createdAt) / SECOND,
    reserved: sum(offers.map((offer) => offerEnd(offer) - offer.at)) / SECOND,
    talked: sum(accepted.map((offer) => (offer.wrapupAt ?? offer.endedAt ?? 0) - offer.acceptedAt)) / SECOND,
    wrapped:
      sum(accepted.map(({ wrapupAt, endedAt: end = 0 }) => (wrapupAt === undefined ? 0 : end - wrapupAt))) / SECOND,
    workers: accepted.map(({ worker }) => worker),
    transfers: life.transfers,
    rejections: offers.filter(({ end }) => end === "rejected").length,
    timeouts: offers.filter(({ end }) => end === "timeout").length,
  };
}

export class Witness {
  private readonly lives = new Map<string, Life>();

  constructor(account: Account) {
    account.taskRouter.listen(({ type, at }, subject) => {
      const { task, reservation } = subject;
      if (!task) return;
      const life = this.lifeOf(task.sid, type, at);
      const [kind = "", what = ""] = type.split(/\.(.*)/);
      if (kind === "task-queue" && ["entered", "moved"].includes(what))
        life?.queuePath.push(task.queue?.friendlyName ?? "");
      if (kind === "task") life && this.ofTask(life, what, at);
      if (kind === "reservation" && reservation) life && this.ofOffer(life, reservation, what, at);
    });
  }

  /** How many have ended. */
  ended = 0;

  /** Of those that have ended. */
  truths(): Truth[] {
    return [...this.lives].flatMap(([sid, life]) =>
      life.endedAt === undefined ? [] : [truthOf(sid, life, life.endedAt)],
    );
  }

  private lifeOf(sid: string, type: string, at: number): Life | undefined {
    if (type === "task.created") {
      this.lives.set(sid, { createdAt: at, queuePath: [], offers: new Map(), transfers: 0, isOfferedAtEnd: false });
    }
    return this.lives.get(sid);
  }

  private ofTask(life: Life, what: string, at: number): void {
    if (what === "transfer-completed") life.transfers++;
    if (life.endedAt !== undefined || !["completed", "canceled", "deleted", "system-deleted"].includes(what)) return;
    life.endedAt = at;
    this.ended++;
    // A reservation that is canceled with its task was open until then.
    life.isOfferedAtEnd = [...life.offers.values()].some(
      ({ end, endedAt }) => end === undefined || (end === "canceled" && endedAt === at),
    );
  }

  private ofOffer(life: Life, { sid, worker }: Reservation, what: string, at: number): void {
    const offer: Offer = life.offers.get(sid) ?? { worker: { sid: worker.sid, name: worker.friendlyName }, at };
    life.offers.set(sid, offer);
    if (what === "accepted") offer.acceptedAt = at;
    else if (what === "wrapup") offer.wrapupAt = at;
    else if (what !== "created" && offer.end === undefined) Object.assign(offer, { end: what, endedAt: at });
  }
}
