import {http} from '@google-cloud/functions-framework';
import {console} from './console.ts';
import {intake} from './intake.ts';
import {interact} from './interact.ts';
import {respond} from './respond.ts';
import {refuseUnread} from './wiring/serving/request-fence.ts';
import {startLocal} from './wiring/serving/service-instance.ts';
import {withoutDomains} from './wiring/serving/without-domains.ts';

export {console, intake, interact, respond};

http('intake', intake);
http('respond', respond);
http('interact', interact);
http('console', console);
refuseUnread();
withoutDomains();
startLocal();
