// Says what is wrong with GraphQL documents by GitHub's own schema: one line for each problem.
import { readFileSync } from "node:fs";
import { validate } from "@octokit/graphql-schema";

for (const file of process.argv.slice(2)) {
  for (const error of validate(readFileSync(file, "utf8"))) {
    console.log(`${file}: ${error.message}`);
  }
}
