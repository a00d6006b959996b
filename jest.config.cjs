module.exports = {
  // The default leaves one core out, which is half of a small machine.
  maxWorkers: "100%",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.m?[jt]s$": "<rootDir>/scripts/jest-esbuild.cjs" },
  // Packages published as ES modules only.
  transformIgnorePatterns: ["/node_modules/(?!(d3-random|devalue|pure-rand|csv-parse|valibot|@valibot)/)"],
  // A played day takes seconds, and half a minute where others use the machine as well.
  testTimeout: 90_000,
  globalSetup: "<rootDir>/scripts/jest-setup.cjs",
};
