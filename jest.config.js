/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/setUp.ts',
  globalTeardown: '<rootDir>/test/tearDown.ts',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
    '/node_modules/(?:jose|openid-client|oauth4webapi)/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(?:jose|openid-client|oauth4webapi)/)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Many suites wait for services, browsers and clocks more than they compute.
  maxWorkers: 3,
  // A test that hangs fails; a slow or busy machine is no fault. What is quick enough is measured in bench/.
  testTimeout: 60_000,
};
