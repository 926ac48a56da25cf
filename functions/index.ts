import {http} from '@google-cloud/functions-framework';
import {intake} from './intake.ts';
import {interact} from './interact.ts';
import {respond} from './respond.ts';
import {refuseUnread} from './wiring/request-fence.ts';
import {startLocal} from './wiring/service-instance.ts';
import {withoutDomains} from './wiring/without-domains.ts';

export {intake, interact, respond};

http('intake', intake);
http('respond', respond);
http('interact', interact);
refuseUnread();
withoutDomains();
startLocal();
