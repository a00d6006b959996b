/** Somebody else listens at a port; the message says which option chooses another. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";

  constructor(port: number, option: string) {
    super(`port ${port} is taken: choose another with ${option}, or stop what listens there`);
  }
}

/** @throws PortTakenError where what was to be opened finds its port taken */
export async function openedAt<Opened>(port: number, option: string, opening: Promise<Opened>): Promise<Opened> {
  try {
    return await opening;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new PortTakenError(port, option);
  }
}
