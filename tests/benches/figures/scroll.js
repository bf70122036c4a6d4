// Moves a scrolling box by so many pixels in every frame, and measures from frame to frame.
const [selector, step, count, done] = arguments;
const box = document.querySelector(selector);
const from = box.getBoundingClientRect();
const frames = [];
let travelled = 0;
let gaps = 0;
let last = 0;
const look = () => {
  const now = performance.now();
  if (last) frames.push(now - last);
  last = now;
  const under = document.elementFromPoint(from.left + from.width / 2, from.top + from.height / 2);
  if (under?.closest('.skeleton')) gaps += 1;
  if (frames.length === count) return done({ frames, travelled, gaps });
  const before = box.scrollTop;
  box.scrollTop += step;
  travelled += Math.abs(box.scrollTop - before);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
