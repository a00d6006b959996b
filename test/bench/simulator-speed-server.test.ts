import { measureServer, type ServerSpeed } from "../../bench/simulator-speed/server";

describe("the account over HTTP against a bare server", () => {
  let speed: ServerSpeed;

  beforeAll(async () => {
    speed = await measureServer(true);
  }, 180_000);

  it("answers every request of the mix rightly, with its effect, and has a share of the bare server's throughput", () => {
    const { shareOfBareServer } = speed;

    expect(shareOfBareServer).toBeGreaterThan(0);
  });

  it("has a share for each kind of request", () => {
    const shares = Object.values(speed.shareOfBareServerByKind);

    expect(shares).toHaveLength(5);
    expect(shares.every((share) => share > 0)).toBe(true);
  });
});
