import {refusalSentence} from '../../../core/announcement/sentences.ts';
import {answerPlan} from '../../../engine/operate/answer-plan.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {withStore} from '../../shared/with-store.ts';
import {notKnown, whoSays} from '../../shared/who-says.ts';
import {readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

/** `approve`: approves one plan. */
export const approve: Command = {
  name: 'approve',
  summary: 'say yes to the plan that an incident waits with',
  help: `Usage: mesh-responder approve INCIDENT --plan HASH [--config FILE] [--by NAME]

Approves the plan that the incident's message shows. Within a minute the responder looks at live state
once more, and carries it out only if that still leads to the same plan. A yes counts once and for 30 minutes, and
lifts "mode: approve", a risk and a fight over the repair; never an exclusion, a pause or a breaker.

  --plan HASH     the plan that you have read, as the message names it
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who says so, for the incident's history; your account's name by
                  default. With Firestore it is whom Google says your credentials speak for.

Exit codes: 0 taken, 3 refused and nothing changed: no plan waits, it is another one by now, somebody
else has answered it, or nobody knows who you are; 1 there is no such incident, 2 usage or configuration.`,
  run: (args, io) => run('approve', args, io),
};

/** `decline`: declines one plan. */
export const decline: Command = {
  name: 'decline',
  summary: 'say no to the plan that an incident waits with',
  help: `Usage: mesh-responder decline INCIDENT --plan HASH [--config FILE] [--by NAME]

Declines the plan that the incident's message shows: this incident never carries it out, in no mode.
The incident is watched on, so that its message turns true when somebody repairs it.

  --plan HASH     the plan that you have read, as the message names it
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who says so, for the incident's history; your account's name by
                  default. With Firestore it is whom Google says your credentials speak for.

Exit codes: 0 taken, 3 refused and nothing changed: no plan waits, it is another one by now, somebody
else has answered it, or nobody knows who you are; 1 there is no such incident, 2 usage or configuration.`,
  run: (args, io) => run('decline', args, io),
};

const options = {
  config: {type: 'string', short: 'c'},
  plan: {type: 'string'},
  by: {type: 'string'},
} as const;

async function run(command: 'approve' | 'decline', args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs(command, args, options, {files: 1});
  const [id] = given.rest;
  const plan = given.text('plan');
  if (id === undefined) throw usage(command, 'the id of the incident is missing');
  if (plan === undefined) throw usage(command, '--plan is missing: the hash in the message');
  const said = command === 'approve' ? 'approved' : 'declined';
  return withStore(command, given, io, async deps => {
    const speaker = await whoSays(deps.settings, given, io);
    if (speaker.kind === 'unknown') {
      io.err(notKnown(command, speaker.why));
      return 3;
    }
    const {by} = speaker;
    const taken = await answerPlan(deps, id, {plan, answer: said, by, at: deps.clock.now()});
    switch (taken.kind) {
      case 'unknown':
        io.err(`mesh-responder ${command}: the store has no incident ${JSON.stringify(id)}\n`);
        return 1;
      case 'refused':
        io.err(
          `mesh-responder ${command}: incident ${id}: ${speakAll('en', deps.runbooks)(refusalSentence(taken.reason))}; nothing was changed\n`,
        );
        return 3;
      case 'answered': {
        const {answer, by: other} = taken.before;
        io.err(
          `mesh-responder ${command}: incident ${id}: ${other} has ${answer} this plan already; nothing was changed\n`,
        );
        return 3;
      }
      case 'taken':
        io.out(`${id}: plan ${plan} ${said} by ${by}. The responder looks at live state again.\n`);
        return 0;
    }
  });
}
