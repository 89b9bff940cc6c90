import { haltOf, inFreshFolder, type RunningBot, startBot } from "./running-bot.ts";

/** Starts the bot three times on one data folder and measures how long each takes to be ready. */
export async function runStart(): Promise<string> {
  return await inFreshFolder(async (folder) => {
    const first = await startBot(folder);
    await report("first", first);
    await first.stop();

    const later = await startBot(folder);
    await report("later", later);
    await later.kill();

    const afterKill = await startBot(folder);
    await report("after kill", afterKill);
    await afterKill.stop();

    const seconds = (bot: RunningBot): string => bot.seconds.toFixed(2);
    return `start first_s=${seconds(first)} later_s=${seconds(later)} after_kill_s=${seconds(afterKill)}`;
  });
}

/** The processor's time tells more than the clock's where others use the machine too. */
async function report(name: string, bot: RunningBot): Promise<void> {
  const load = await bot.load();
  const [seconds, processor] = [bot.seconds, load.processorSeconds].map((value) => value.toFixed(2));
  console.log(`${name}: ready after ${seconds} s, ${processor} s of processor time, ${haltOf(load)}`);
}
