namespace CrmCore.Cli.Import;

/// <summary>How many new leads of an import were found to be duplicates, and what was done with them.</summary>
/// <param name="Policy">What was asked for: warn, block or merge.</param>
/// <param name="Same">How many are the same as another lead.</param>
/// <param name="Likely">How many are likely the same as another lead.</param>
/// <param name="Warned">How many were taken in and named.</param>
/// <param name="Blocked">How many were kept out; they are among the rejected.</param>
/// <param name="Merged">How many were taken in and merged into the lead that was there first; they are among the imported.</param>
internal sealed record DuplicateCounts(string Policy, int Same, int Likely, int Warned, int Blocked, int Merged);
