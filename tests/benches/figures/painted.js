// Taps filters, or types names, and measures from each event to the rows' change and to the second frame after it.
const [deeds, rounds, pause, done] = arguments;
const pane = document.querySelector('.list-pane');
const rows = () => [...document.querySelectorAll('.conversations > li')].map((row) => row.id).join();
const frame = () => new Promise(requestAnimationFrame);
const wait = (ms) => new Promise((after) => setTimeout(after, ms));
const act = ({ selector, index, text }) => {
  const target = document.querySelectorAll(selector)[index ?? 0];
  if (text === undefined) return target.click();
  target.value = text;
  target.dispatchEvent(new Event('input', { bubbles: true }));
};
const changed = (before) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error('the list does not change')), 5000);
  const look = () => {
    if (rows() === before || pane.querySelector('.skeleton')) return;
    watcher.disconnect();
    clearTimeout(late);
    resolve();
  };
  const watcher = new MutationObserver(look);
  watcher.observe(pane, { childList: true, subtree: true });
});
(async () => {
  const measured = { changed: [], painted: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const deed of deeds) {
      await wait(pause);
      await frame();
      // A person taps at any time between two frames.
      await wait(Math.random() * 16);
      const change = changed(rows());
      const start = performance.now();
      act(deed);
      await change;
      measured.changed.push(performance.now() - start);
      await frame();
      await frame();
      measured.painted.push(performance.now() - start);
    }
  }
  return measured;
})().then(done, (error) => done({ error: `${error.message} (${document.body.innerText.slice(0, 200)})` }));
