import { describe, expect, it } from "vitest";
import { readCommandText, readMentionText } from "../../src/chat/spoken-command.ts";

const names = [
  "ask",
  "help",
  "whoami",
  "documents list",
  "documents add",
  "grant give",
  "grant take",
  "link",
  "forget-me",
];

describe("what is said after /cluster", () => {
  it.each([
    ["", "help", ""],
    ["whoami", "whoami", ""],
    ["WhoAmI", "whoami", ""],
    ["documents add https://a.example", "documents add", "https://a.example"],
    ["Documents  Add\nhttps://a.example", "documents add", "https://a.example"],
    ["documents", "documents list", ""],
    ["grant @sam approver", "grant give", "@sam approver"],
    ["grant take @sam approver", "grant take", "@sam approver"],
    ["who documents the minutes?", "ask", "who documents the minutes?"],
    ["add documents", "ask", "add documents"],
    ["7K2QM-9XWPD", "link", "7K2QM-9XWPD"],
    ["What is 7K2QM-9XWPD?", "link", "7K2QM-9XWPD"],
    ["k7abc-de123", "link", "k7abc-de123"],
    ["`K7ABC–DE123`", "link", "K7ABC–DE123"],
    ["k7abc de123", "link", "k7abc de123"],
    ["code K7ABC-DE123", "link", "K7ABC-DE123"],
    ["My code is k7abcde123.", "link", "k7abcde123"],
    ["here you are: K7ABC-DE123, thanks", "link", "K7ABC-DE123"],
    ["north-south meetings?", "ask", "north-south meetings?"],
    ["a cross-party check-treat on 12 May", "ask", "a cross-party check-treat on 12 May"],
    ["ring 01872-12345", "ask", "ring 01872-12345"],
    ["is https://a.example/k7abc-de123 open?", "ask", "is https://a.example/k7abc-de123 open?"],
    ["membership", "ask", "membership"],
  ])("“%s” is %s with “%s”", (text, command, rest) => {
    expect(readCommandText(text, names)).toEqual({ command, text: rest });
  });
});

describe("what is said to the bot in a mention", () => {
  it.each([
    ["documents list", "documents list", ""],
    ["whoami", "whoami", ""],
    ["link ABCDE-FGH12", "link", "ABCDE-FGH12"],
    ["Link `abcde fgh12`", "link", "`abcde fgh12`"],
    ["7K2QM-9XWPD", "link", "7K2QM-9XWPD"],
    ["my code is K7ABC-DE123", "link", "K7ABC-DE123"],
    ["forget-me yes", "forget-me", "yes"],
    ["Forget-me `Yes`.", "forget-me", "yes"],
    ["forget-me yes or no, what does it do?", "ask", "forget-me yes or no, what does it do?"],
    ["yes", "ask", "yes"],
    ["link Slack and Discord, how does that work?", "ask", "link Slack and Discord, how does that work?"],
    ["documents about skills, which are there?", "ask", "documents about skills, which are there?"],
    ["ask who covers Leeds?", "ask", "who covers Leeds?"],
    ["", "ask", ""],
  ])("“%s” is %s with “%s”", (text, command, rest) => {
    expect(readMentionText(text, names)).toEqual({ command, text: rest });
  });
});
