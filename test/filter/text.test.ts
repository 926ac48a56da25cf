import {keeps} from './laws.ts';

describe('filter evaluation of text', () => {
  keeps([
    {
      law: 'text is equal without letter case, by NFKC_Casefold',
      entry: {
        textPayload: 'Straße ﬁne ΣΑΣ',
        jsonPayload: {a: 'Kubernetes', soft: 'a\u00adb', wide: 'ＡＢＣ', bold: '𝐒'},
      },
      holds: [
        'jsonPayload.a=kubernetes',
        'jsonPayload.a="KUBERNETES"',
        'textPayload="STRASSE FINE σας"',
        'textPayload:"σασ"',
        'jsonPayload.soft=ab',
        'jsonPayload.wide=abc',
        'jsonPayload.bold=s',
        'jsonPayload.wide:"BC"',
      ],
      fails: [
        'jsonPayload.a=kubernete',
        'jsonPayload.a!=KUBERNETES',
        'jsonPayload.A=kubernetes',
        'jsonPayload.soft="a b"',
      ],
    },
    {
      law: 'has finds any part of a text',
      entry: {textPayload: 'A Unicorn and a phoenix'},
      holds: [
        'textPayload:(unicorn phoenix)',
        'textPayload:"NICORN AND"',
        'NOT textPayload:robot',
        'textPayload:""',
      ],
      fails: ['textPayload:"unicorn phoenix"', 'NOT textPayload:unicorn', 'textPayload=unicorn'],
    },
    {
      law: 'text is ordered without letter case',
      entry: {jsonPayload: {a: 'beta'}},
      holds: [
        'jsonPayload.a>"ALPHA"',
        'jsonPayload.a<gamma',
        'jsonPayload.a>=BETA',
        'jsonPayload.a<=beta',
        'jsonPayload.a!=alpha',
      ],
      fails: ['jsonPayload.a>beta', 'jsonPayload.a<beta', 'jsonPayload.a<alpha'],
    },
    {
      law: 'patterns are RE2, in letter case, anywhere in a text',
      entry: {
        jsonPayload: {message: 'failed calling webhook "x": field1="bar"'},
        logName: 'projects/p/logs/my%2Flog',
        labels: {pod_name: 'foo'},
      },
      holds: [
        'jsonPayload.message=~"calling (admission )?webhook"',
        'jsonPayload.message=~"(?i)FAILED"',
        String.raw`jsonPayload.message=~"field1=\"bar.*\""`,
        'logName=~"/my%2Flog$"',
        'labels.pod_name=~"(foo|bar)"',
        'labels.pod_name=~"^foo"',
        'jsonPayload.message!~"Failed"',
        String.raw`jsonPayload.message=~"field\d"`,
        String.raw`jsonPayload.message=~"field\\d"`,
        String.raw`jsonPayload.message=~"\bwebhook\b"`,
      ],
      fails: [
        'jsonPayload.message=~"FAILED"',
        'logName=~"^my"',
        'labels.pod_name!~"foo"',
        'jsonPayload.message!~"^f.*\\"$"',
      ],
    },
    {
      law: 'a value alone is looked for in every field',
      entry: {
        textPayload: 'The Cat in the Hat',
        labels: {a: 'GCE_OPERATION_DONE'},
        httpRequest: {status: 404},
        jsonPayload: {deep: [{er: ['needle']}]},
      },
      holds: [
        '"the cat in the hat"',
        'cat',
        '("cat" AND ("hat" OR "bat"))',
        'gce_operation_done',
        '404',
        'needle',
        'cat needle',
        '-dog',
      ],
      fails: ['dog', '40', '"cat hat"', 'deep', 'NOT cat', 'null'],
    },
    {
      law: 'has on an object looks at everything in it',
      entry: {jsonPayload: {a: {b: ['Needle']}, n: null}, textPayload: 'straw'},
      holds: ['jsonPayload:needle', 'jsonPayload.a:needle'],
      fails: [
        'jsonPayload:straw',
        'jsonPayload.a:straw',
        'jsonPayload.a=needle',
        'jsonPayload.a!=needle',
        'protoPayload:needle',
      ],
    },
    {
      law: 'log_id takes the id without URL encoding',
      entry: {logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity'},
      holds: [
        'log_id("cloudaudit.googleapis.com/activity")',
        'LOG_ID("cloudaudit.googleapis.com/Activity")',
        'logName="projects/p/logs/cloudaudit.googleapis.com%2factivity"',
      ],
      fails: [
        'log_id("activity")',
        'log_id("cloudaudit.googleapis.com%2Factivity")',
        'logName="projects/p/logs/activity"',
      ],
    },
    {
      law: 'log_id of a plain name',
      entry: {logName: 'folders/1/logs/events'},
      holds: ['log_id("events")', 'log_id(events)'],
      fails: ['log_id("event")'],
    },
    {
      law: 'log_id of a broken encoding',
      entry: {logName: 'projects/p/logs/a%zz'},
      holds: ['log_id("a%zz")', 'log_id("A%zz")'],
      fails: ['log_id("a")'],
    },
    {
      law: 'log_id of a name without a log',
      entry: {logName: 'events'},
      holds: ['-log_id("events")'],
      fails: ['log_id("")'],
    },
    {
      law: 'log_id of no text',
      entry: {logName: 5},
      holds: ['-log_id("5")'],
      fails: ['log_id("5")'],
    },
    {
      law: 'OR binds tighter than AND, NOT tightest',
      entry: {textPayload: 'b'},
      holds: ['b OR c AND b', 'NOT a OR c', 'a OR b b', ''],
      fails: ['b OR b AND c', 'a AND b OR b', 'NOT b OR c', 'a b OR c'],
    },
  ]);
});
