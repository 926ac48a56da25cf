import {resolve} from 'node:path';
import type {ChatSettings, Settings, StoreSettings} from '../../core/config/settings.ts';
import {ConfigError, type ConfigFault} from './config-error.ts';
import {
  resolveSecret,
  secretFault,
  type SecretKind,
  secretPaths,
  type SecretSource,
} from './secret.ts';
import type {SecretRef, Validated} from './validated-config.ts';

/**
 * The second stage of reading a configuration: fetches the secrets and makes `store.sqlite`
 * absolute (it counts from the configuration file's directory). Loads no parser and no schema.
 * @throws ConfigError with a fault for each secret that is missing or of the wrong form.
 */
export async function resolveSecrets(
  validated: Validated,
  source: SecretSource,
  file = 'of this bundle',
): Promise<Settings> {
  const faults: ConfigFault[] = [];
  const fetch = async (kind: SecretKind, ref: SecretRef): Promise<string> => {
    const secret = await resolveSecret(kind, ref, source);
    if (secret.kind === 'ok') return secret.value;
    const path = secretPaths.find(one => one.kind === kind)?.path ?? [];
    faults.push(secretFault(path, secret.problem));
    return '';
  };

  const {slack, googleChat} = validated.chat;
  const chat: ChatSettings = {
    ...(slack && {slack: await fetchSlack(slack, fetch)}),
    ...(googleChat && {
      googleChat: {kind: 'webhook', url: await fetch('googleChatWebhook', googleChat.url)},
    }),
  };
  if (faults.length > 0) throw new ConfigError(file, faults);
  return {...validated, chat, store: absolute(validated.store, source.directory)};
}

function absolute(store: StoreSettings, directory: string): StoreSettings {
  return store.sqlite === undefined ? store : {sqlite: resolve(directory, store.sqlite)};
}

async function fetchSlack(
  slack: NonNullable<Validated['chat']['slack']>,
  fetch: (kind: SecretKind, ref: SecretRef) => Promise<string>,
): Promise<NonNullable<ChatSettings['slack']>> {
  switch (slack.kind) {
    case 'webhook':
      return {kind: 'webhook', url: await fetch('slackWebhook', slack.url)};
    case 'bot':
      return {kind: 'bot', token: await fetch('slackToken', slack.token), channel: slack.channel};
  }
}
