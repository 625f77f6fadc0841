import type { Decorator, Expression } from './nodes.ts';

export const lastNameOf = ({ expression }: Decorator): string | undefined => {
  const callee: Expression = expression.kind === 'Call' ? expression.func : expression;
  return callee.kind === 'Name' ? callee.name : callee.kind === 'Attribute' ? callee.attribute : undefined;
};

export const lastNameIn = (node: Expression): string | undefined =>
  node.kind === 'Name' ? node.name : node.kind === 'Attribute' ? node.attribute : undefined;
