import {ask, button, repeat} from './common.js';
import {text} from './texts.js';

const OFTEN = {always: {}, once: {count: 1}, tenth: {rate: 0.1}};

/* One button for each kind; what is on is asked for, since a fault with a count ends by itself. */
export async function showFaults(member) {
  const place = document.getElementById('faults');
  const how = document.getElementById('how').elements;
  const path = `portals/${member}/faults`;
  const kinds = await ask('GET', 'faults');
  const buttons = new Map(kinds.map(kind => [kind, button(text(kind === 'cut' ? 'cut-off' : kind), () => toggle(kind), {className: 'quiet'})]));
  let active = [];

  function made(kind) {
    return {
      kind: kind,
      target: how.target.value,
      ...OFTEN[how.often.value],
      ...((kind === 'error' || kind === 'command-error') && {error: how.error.value}),
      ...(kind === 'delay' && {milliseconds: Number(how.milliseconds.value)}),
    };
  }

  async function toggle(kind) {
    const others = active.filter(fault => fault.kind !== kind);
    show(await ask('PUT', path, others.length < active.length ? others : [...others, made(kind)]));
  }

  function show(faults) {
    // A count without end is more than a number holds here.
    active = faults.map(({count, ...rest}) => count > Number.MAX_SAFE_INTEGER ? rest : {...rest, count});
    buttons.forEach((made, kind) => made.ariaPressed = String(faults.some(fault => fault.kind === kind)));
  }

  place.append(...buttons.values(), button(text('switchedOff'), async () => show(await ask('DELETE', path))));
  repeat(async () => show(await ask('GET', path)));
}
