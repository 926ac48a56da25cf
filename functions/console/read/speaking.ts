import type {Speak} from '../../adapters/chat/text/translate.ts';
import {isTime} from '../../adapters/chat/text/time.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {Tongue} from '../../pages/console/tongue.ts';

/** A tongue that also knows the commands of what it says. */
export interface Speaking extends Tongue {
  readonly speak: Speak;
}

/** How a page of this moment speaks. @param zone an IANA name. */
export function speaking(speak: Speak, zone: string, now: number): Speaking {
  const clock = clockIn(zone, now);
  return {
    locale: speak.locale,
    say: (phrase: Phrase) => speak(phrase, {time: clock}).trim(),
    clock,
    zone,
    now,
    speak,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Tells times to the second; the date stands in front of another day's. */
function clockIn(zone: string, now: number): (at: number) => string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(zone, format);
  }
  const told = format;
  const [today] = told.format(now).split(' ');
  return at => {
    if (!isTime(at)) return String(at);
    const [date = '', time = ''] = told.format(at).split(' ');
    return date === today ? time : `${date} ${time}`;
  };
}
