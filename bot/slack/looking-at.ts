/** The channel that somebody looks at in Slack beside Kiki, as far as Slack has told this process: a hint, never a right. */
export interface LookingAt {
  /** @param channel undefined when he looks at none */
  note(user: string, channel: string | undefined): void;
  /** Undefined when that is not known, or was long ago. */
  channelOf(user: string): string | undefined;
  forget(user: string): void;
}

/** @param most people; who has not moved for the longest time is forgotten beyond this */
export function createLookingAt({ seconds, most, now }: { seconds: number; most: number; now: () => Date }): LookingAt {
  const channels = new Map<string, { channel: string; until: number }>();
  return {
    note(user, channel) {
      channels.delete(user);
      if (channel !== undefined) channels.set(user, { channel, until: now().getTime() + seconds * 1000 });
      for (const oldest of channels.keys()) {
        if (channels.size <= most) break;
        channels.delete(oldest);
      }
    },
    channelOf(user) {
      const found = channels.get(user);
      return found !== undefined && found.until > now().getTime() ? found.channel : undefined;
    },
    forget: (user) => void channels.delete(user),
  };
}
