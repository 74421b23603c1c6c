using CrmCore.Matching.Rules;

namespace CrmCore.Matching;

/// <summary>A key that too many records share, so that it was ignored.</summary>
/// <param name="Block">Which kind of key.</param>
/// <param name="Example">One of the records that have it.</param>
/// <param name="Records">How many have it.</param>
public sealed record OverusedKey(BlockingKey Block, Guid Example, int Records);
