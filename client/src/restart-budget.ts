/** Allows `limit` restarts in any span of `window` milliseconds. */
export interface RestartBudget {
  /** Whether one more restart is allowed at this time; if so, it counts. */
  spend(now: number): boolean;
}

export function restartBudget(limit: number, window: number): RestartBudget {
  let spent: number[] = [];
  return {
    spend(now) {
      spent = spent.filter((time) => now - time < window);
      if (spent.length >= limit) return false;
      spent.push(now);
      return true;
    },
  };
}
