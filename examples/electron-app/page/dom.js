// Elements without markup in text: what users have written never becomes HTML.

/** An element with properties (`class`, `data`, `on` and attributes) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

export const find = (selector) => document.querySelector(selector);

/** A round picture with the first letters of a name, in a colour of its own. */
export function face(name, large = false) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  const letters = [...name.replace(/^@TGS#_?/, '')].slice(0, 2).join('').toUpperCase();
  const round = el('span', { class: large ? 'face large' : 'face', 'aria-hidden': true }, letters);
  round.style.setProperty('--hue', sum); // through the CSSOM, which the policy of the page allows
  return round;
}

/** Shows an error of a call with its code and words, or nothing. */
export function showProblem(place, error) {
  place.hidden = !error;
  place.replaceChildren();
  if (!error) return;
  if (error.code !== undefined) place.append(el('code', {}, String(error.code)), ' ');
  place.append(error.message);
}

let hideNotice;

/** A line at the bottom for some seconds. */
export function notice(text, error) {
  const place = find('#notice');
  showProblem(place, error ?? { message: text });
  place.classList.toggle('bad', Boolean(error));
  clearTimeout(hideNotice);
  hideNotice = setTimeout(() => (place.hidden = true), error ? 8000 : 4000);
}

/** Runs what a button does; what goes wrong is shown. */
export const attempt = (work) => async () => {
  try {
    await work();
  } catch (error) {
    notice('', error);
  }
};
