namespace CrmCore.Opportunities;

/// <summary>What speaks for looking at an open deal now. Nothing is marked on a closed one.</summary>
/// <param name="RottingDays">For how many whole days it has been rotting, 0 on the day it begins; null where it is not.</param>
/// <param name="HasNoNextStep">Nothing is planned.</param>
/// <param name="IsNextStepOverdue">The planned next step should have been done.</param>
/// <param name="HasCloseDatePassed">The expected close date has passed.</param>
/// <param name="CloseDatePushes">How often the expected close date was put off.</param>
public sealed record OpportunityMarks(int? RottingDays, bool HasNoNextStep, bool IsNextStepOverdue, bool HasCloseDatePassed, int CloseDatePushes)
{
    /// <summary>Whether it is rotting by the rule of its stage.</summary>
    public bool IsRotting => RottingDays is not null;

    /// <summary>Whether anything is marked; pushes alone mark nothing.</summary>
    public bool Any => IsRotting || HasNoNextStep || IsNextStepOverdue || HasCloseDatePassed;
}
