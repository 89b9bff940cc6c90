import { describePlatform } from "../../contracts/platform.ts";
import { createSlackDriver } from "./slack-driver.ts";

describePlatform("Slack, a mention over HTTP", () => createSlackDriver("http", "mention"));
describePlatform("Slack, a direct message over HTTP", () => createSlackDriver("http", "direct message"));
describePlatform("Slack, a command over HTTP", () => createSlackDriver("http", "command"));
