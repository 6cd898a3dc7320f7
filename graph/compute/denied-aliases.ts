import type { Claim, FieldClaim } from '../../schema/record.ts';

/**
 * Names of which a record says that the thing is not called so. Whoever takes a name out of the list of other names says this of it:
 * many of these names are on no list but follow from what sources call the thing, or called it once.
 */
export function deniedAliases(claims: readonly Claim[]): string[] {
  return claims.flatMap((claim) => (isDenial(claim) ? [claim.value].flat().map(String) : []));
}

function isDenial(claim: Claim): claim is FieldClaim & { value: NonNullable<FieldClaim['value']> } {
  return claim.about === 'field' && claim.field === 'aliases' && claim.not === true && claim.value !== undefined;
}
