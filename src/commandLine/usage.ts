/** What `--help` prints. */
export const USAGE = `certdesk answers certificate customers from a support desk's own FAQ.

  certdesk [--knowledge DIR] VERB …

  serve                                  the web chat; settings in the environment, see .env.example
  cases list [--status STATUS,…] [--json]
  cases show NUMBER [--json]             the desk's cases, as agents see them
  cases claim|release|return NUMBER [--as NAME] [--json]
  cases answer|note NUMBER "TEXT" [--as NAME] [--json]
  cases hold|resolve NUMBER ["REASON"] [--as NAME] [--json]
  cases verdict NUMBER OUTCOME ["REASON"] [--as NAME] [--json]
  cases ask NUMBER FACT [--as NAME] [--json]
  cases transfer NUMBER "GROUP or COLLEAGUE'S ID" [--as NAME] [--json]
                                         what an agent does to a case; NAME is told the customer
  customers export|erase [--json] --case NUMBER | --email ADDRESS | --conversation ID | --user ID
                                         everything that is held of a customer, as JSON; erase removes it: [--yes]
                                         [--as NAME]
  outbox list|retry [--json] [CONVERSATION or NOTICE]
                                         replies, mails and webhooks' calls that could not be delivered; retry sends
                                         them again
  chat [--json] [--today YYYY-MM-DD]     talk to the assistant
  ask [--json] [--explain] "QUESTION"    one answer, with its source; --explain tells what decided
  read date|name [--json] [--today YYYY-MM-DD] "TEXT"
                                         what a date or host name is read as
  decide [--json] [--today YYYY-MM-DD] 'FACTS AS JSON'
                                         what the replacement form decides
  manifest --domain HOST --app-id GUID [--out FILE] [--version 1.2.3] [--name NAME] [--developer NAME]
           [--website URL] [--privacy URL] [--terms URL] [--customers] [--json]
                                         the Teams app to upload (docs/teams.md); with --customers without what is
                                         for the desk's agents
  knowledge check                        everything that is wrong with the knowledge
  knowledge test                         how well the gate's questions are answered
  knowledge build                        make the index now, rather than at the next start

With --json each line of standard input is a JSON object and gives one line of JSON.
--knowledge DIR   the folder to answer from (default: knowledge/ of this project)
`;
