import {recognise} from './recognise.ts';
process.stdout.write(recognise());
