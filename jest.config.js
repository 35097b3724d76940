'use strict';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testTimeout: 30_000, // many tests start processes, on machines with two busy cores
  testMatch: ['<rootDir>/__test__/**/*.test.ts'],
  transform: {
    // 151002 asks for isolatedModules, which would switch the type check of the tests off.
    '\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json', diagnostics: { ignoreCodes: [151002] } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/target', '<rootDir>/.cache', '<rootDir>/bench', '<rootDir>/e2e'],
};
