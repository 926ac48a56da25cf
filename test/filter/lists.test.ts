import {keeps} from './laws.ts';

describe('filter evaluation of lists, groups and messages', () => {
  keeps([
    {
      law: 'a list compares by any element, lists in lists and lists on the way too',
      entry: {
        jsonPayload: {
          shoeSize: [8.5, 9, 6],
          deep: [[['x']], 'y'],
          rows: [{a: 1, in: [{b: 'p'}]}, {a: 2}, [{a: 3}], 7],
          both: ['a', 'b'],
        },
        protoPayload: {authorizationInfo: [{permission: 'p.get'}, {permission: 'p.set'}]},
      },
      holds: [
        'jsonPayload.shoeSize<7',
        'jsonPayload.deep=x',
        'jsonPayload.deep=y',
        'jsonPayload.rows.a=3',
        'jsonPayload.rows.in.b=p',
        'protoPayload.authorizationInfo.permission="p.set"',
        'jsonPayload.both!=a',
        'jsonPayload.both=(a AND b)',
        'jsonPayload.both!~"a"',
      ],
      fails: [
        'jsonPayload.shoeSize<6',
        'jsonPayload.rows.a=4',
        'jsonPayload.both=c',
        'jsonPayload.rows=7.5',
        'jsonPayload.deep.length=2',
        'NOT jsonPayload.both=a',
      ],
    },
    {
      law: 'a group of values is one comparison for each',
      entry: {
        jsonPayload: {cat: 'longhair', animal: 'a nice pet', n: 5},
        labels: {env: 'prod-server'},
      },
      holds: [
        'jsonPayload.cat=("longhair" OR "shorthair")',
        'jsonPayload.animal:("nice" AND "pet")',
        'labels.env=~("^prod.*server" OR "^staging.*server")',
        'jsonPayload.cat=(NOT "shorthair")',
        'jsonPayload.cat=(NOT (a OR b))',
        'jsonPayload.cat=((a b) OR longhair)',
        'jsonPayload.cat!=(longhair OR shorthair)',
        'jsonPayload.gone=(NOT "a")',
        'jsonPayload.n=(-5 OR 5)',
      ],
      fails: [
        'jsonPayload.cat=("a" OR "b")',
        'jsonPayload.animal:("nice" AND "dog")',
        'jsonPayload.cat!=(longhair AND shorthair)',
        'jsonPayload.gone=(a OR b)',
      ],
    },
    {
      law: 'letter case counts in payload and label names, but not below protoPayload',
      entry: {
        jsonPayload: {endTime: 1},
        labels: {envName: 'x'},
        protoPayload: {
          '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
          methodName: 'm',
          request: {value: {plain: 1}},
          status: {
            details: [{'@type': 'any', value: {conditionNotMet: {userVisibleMessage: 'Spec'}}}],
          },
        },
      },
      holds: [
        'jsonPayload.endTime=1',
        'protoPayload.methodname=m',
        'protoPayload.methodName=m',
        'protoPayload.@type:AuditLog',
        'protoPayload.status.details.conditionNotMet.userVisibleMessage=~"Spec"',
        'protoPayload.status.details.value.conditionNotMet:*',
      ],
      fails: [
        'jsonPayload.endtime=1',
        'jsonPayload.end_time=1',
        'labels.envname=x',
        'protoPayload.method_name=m',
        'protoPayload.request.plain=1',
        'protoPayload.status.details.gone:*',
        'jsonPayload.value:*',
      ],
    },
  ]);
});
