/** One channel of a worker, as TaskRouter keeps it. https://www.twilio.com/docs/taskrouter/api/worker-channel */

export type ChannelSetting = {
  /** Contacts at once. */
  capacity: number;
  /** Whether new contacts are offered there. */
  available: boolean;
};
