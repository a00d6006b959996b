module.exports = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.m?[jt]s$": "<rootDir>/scripts/jest-esbuild.cjs" },
  // Packages published as ES modules only.
  transformIgnorePatterns: ["/node_modules/(?!(d3-random|pure-rand|csv-parse|valibot|@valibot)/)"],
  globalSetup: "<rootDir>/scripts/jest-setup.cjs",
};
