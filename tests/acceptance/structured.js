// What structured-data-testing-tool thinks of a page: node structured.js FILE PRESET. Its own command cannot write its results.
const { readFileSync } = require("node:fs");
const { structuredDataTest } = require("structured-data-testing-tool");
const presets = require("structured-data-testing-tool/presets");

const [file, preset] = process.argv.slice(2);
const say = ({ passed, failed, warnings }) => {
  const told = (tests) => tests.map(({ group, test, description, error }) => ({ group, test, description, error }));
  console.log(JSON.stringify({ passed: told(passed), failed: told(failed), warnings: told(warnings) }));
};
structuredDataTest(readFileSync(file, "utf-8"), { presets: [presets[preset]] }).then(say, (trouble) => {
  if (trouble.type !== "VALIDATION_FAILED") throw trouble;
  say(trouble.res);
});
