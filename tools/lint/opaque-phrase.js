/**
 * ESLint rule: nobody but rendering reads the code or the parameters of a phrase (core/phrase.ts). What
 * a sentence says is no fact: a decision that reads it changes as soon as somebody words it better.
 * It goes by types: `reason.code`, `reason['code']` and `const {params} = reason` are found under every
 * name and in every union, and the `code` of anything else is left alone.
 */

const opaque = ['code', 'params'];
const home = /\/functions\/core\/(?:[^/]+\/)*phrase\.ts$/;

/** Whether a property is declared by the interface `Phrase`. */
function isOfPhrase(symbol) {
  return (symbol?.declarations ?? []).some(
    one =>
      one.parent?.name?.text === 'Phrase' &&
      home.test(one.getSourceFile().fileName.replaceAll('\\', '/')),
  );
}

export const opaquePhrase = {
  meta: {
    type: 'problem',
    docs: {description: 'Only rendering reads the code and the parameters of a phrase.'},
    schema: [],
    messages: {
      read: 'A phrase only tells: nothing but rendering reads its {{name}}. Decide by a fact (a kind, a count, an id) that goes beside it.',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;

    function check(node, name, holder) {
      if (!opaque.includes(name)) return;
      const type = services.program
        .getTypeChecker()
        .getNonNullableType(services.getTypeAtLocation(holder));
      const parts = type.isUnion() ? type.types : [type];
      if (parts.some(one => isOfPhrase(one.getProperty(name)))) {
        context.report({node, messageId: 'read', data: {name}});
      }
    }

    return {
      MemberExpression({property, computed, object}) {
        check(property, computed ? property.value : property.name, object);
      },
      'ObjectPattern > Property'(node) {
        const {key, computed, parent} = node;
        const assigned = parent.parent.type === 'AssignmentExpression';
        const name = computed || key.type === 'Literal' ? key.value : key.name;
        check(key, name, assigned ? parent.parent.right : parent);
      },
    };
  },
};
