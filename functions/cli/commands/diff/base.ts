import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, stat, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {errorText} from '../../../core/lib/error.ts';
import {textAt} from '../../../core/lib/json.ts';
import {visible} from '../../../core/lib/visible.ts';
import type {Io} from '../../shell/command.ts';
import {usage} from '../../shell/usage-error.ts';
import {DiffError} from './diff-error.ts';

/** What it is compared with. */
export type Base =
  /** This version with another configuration file. */
  | {readonly kind: 'configuration'; readonly file: string}
  /** Another version, in a folder that `release` removes where it was made for this. */
  | {readonly kind: 'version'; readonly folder: string; readonly release: () => Promise<void>};

const run = promisify(execFile);
const kept = (): Promise<void> => Promise.resolve();

/**
 * Finds what `--base` names: a configuration file, a folder or a tarball of another version, or a revision of the git repository
 * around the working folder.
 * @throws DiffError where it is none of these, or cannot be run.
 */
export async function findBase(given: string, {env}: Pick<Io, 'env'>): Promise<Base> {
  const found = await stat(given).catch(() => undefined);
  if (found?.isDirectory() === true) {
    await requireVersion(given, given);
    return {kind: 'version', folder: resolve(given), release: kept};
  }
  if (found !== undefined) {
    return /\.(?:tgz|tar\.gz)$/.test(given)
      ? unpacked(given)
      : {kind: 'configuration', file: given};
  }
  return checkedOut(given, env.all);
}

/** A package as `npm pack` makes it. */
async function unpacked(file: string): Promise<Base> {
  const place = await mkdtemp(join(tmpdir(), 'mesh-responder-base-'));
  const release = () => rm(place, {recursive: true, force: true});
  try {
    await run('tar', ['-xzf', resolve(file), '-C', place]);
    const folder = join(place, 'package');
    await requireVersion(folder, file);
    return {kind: 'version', folder, release};
  } catch (error) {
    await release();
    if (error instanceof DiffError) throw error;
    const why = visible(errorText(error));
    throw new DiffError(
      {en: `${file} cannot be unpacked: ${why}`, ko: `${file} 압축 해제 실패: ${why}`},
      {cause: error},
    );
  }
}

/** A revision in a worktree of its own, with the packages that are installed here where it needs the same. */
async function checkedOut(revision: string, variables: Io['env']['all']): Promise<Base> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run('git', [...args], {env: {...variables}, maxBuffer: 64 * 1024 * 1024})).stdout.trim();
  const named = ['--end-of-options', `${revision}^{commit}`];
  const commit = await git('rev-parse', '--verify', '--quiet', ...named).catch((cause: unknown) => {
    throw noSuchBase(revision, cause);
  });
  const root = await git('rev-parse', '--show-toplevel');
  const manifest = await git('show', `${commit}:package.json`).catch(() => '');
  if (nameIn(manifest) !== 'mesh-responder') throw noVersion(`${root} (${revision})`);
  const [theirs, ours] = await Promise.all([
    git('show', `${commit}:package-lock.json`).catch(() => ''),
    readFile(join(root, 'package-lock.json'), 'utf8').catch(() => ''),
  ]);
  if (theirs === '' || theirs !== ours.trim()) throw otherPackages(revision);
  const place = await mkdtemp(join(tmpdir(), 'mesh-responder-base-'));
  const folder = join(place, 'base');
  const release = async (): Promise<void> => {
    await git('-C', root, 'worktree', 'remove', '--force', folder).catch(() => undefined);
    await rm(place, {recursive: true, force: true});
    await git('-C', root, 'worktree', 'prune').catch(() => undefined);
  };
  try {
    await git('-C', root, 'worktree', 'add', '--detach', '--quiet', folder, commit);
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    return {kind: 'version', folder, release};
  } catch (error) {
    await release();
    const why = visible(errorText(error));
    throw new DiffError(
      {
        en: `a worktree of ${revision} could not be made: ${why}`,
        ko: `${revision} 리비전의 worktree를 만들지 못했습니다: ${why}`,
      },
      {cause: error},
    );
  }
}

function noSuchBase(given: string, cause: unknown): Error {
  if (errorText(cause).includes('ENOENT')) {
    return new DiffError(
      {
        en: `--base ${given} is no file and no folder, and git is not there to look for a revision`,
        ko: `--base ${given} 값은 파일이나 폴더가 아니며, 리비전을 찾을 git이 없습니다`,
      },
      {cause},
    );
  }
  return usage('diff', {
    en: `--base ${given} is no file, no folder and no revision of a git repository here`,
    ko: `--base ${given} 값은 파일, 폴더 또는 현재 위치에 있는 git 저장소의 리비전이 아닙니다`,
  });
}

async function requireVersion(folder: string, given: string): Promise<void> {
  const manifest = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
  if (nameIn(manifest) !== 'mesh-responder') throw noVersion(given);
}

function nameIn(manifest: string): string | undefined {
  try {
    return textAt(JSON.parse(manifest), 'name');
  } catch {
    return undefined;
  }
}

function noVersion(given: string): DiffError {
  return new DiffError({
    en: `${given} is no version of mesh-responder: its package.json does not say so`,
    ko: `${given} 위치에 mesh-responder의 package.json이 없습니다`,
  });
}

function otherPackages(revision: string): DiffError {
  const commands = `git worktree add ../base ${revision} && (cd ../base && npm ci)`;
  return new DiffError({
    en: `${revision} needs other packages than are installed here. Run: ${commands}; then give --base ../base`,
    ko: `${revision} 리비전에 필요한 패키지가 여기에 설치된 것과 다릅니다. 실행: ${commands}. 그다음 --base ../base를 지정하세요`,
  });
}
