import { describePlatform } from "../../contracts/platform.ts";
import { createSlackDriver } from "./slack-driver.ts";

describePlatform("Slack, a mention over Socket Mode", () => createSlackDriver("socket", "mention"));
describePlatform("Slack, a command over Socket Mode", () => createSlackDriver("socket", "command"));
