import { defineConfig } from "vitest/config";

// Browser tests share one machine with the server they start: one file at a time.
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    // People's steps build on each other: the first that fails is the one to read.
    bail: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
