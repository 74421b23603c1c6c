namespace CrmCore.Testing.Conformance.Cases;

/// <summary>What is done in one step of a generated sequence.</summary>
internal enum StoreOperation
{
    /// <summary>A new record, under an id that may be taken.</summary>
    Add,

    /// <summary>The latest version is read, changed and written.</summary>
    Update,

    /// <summary>A version that was read some steps ago is changed and written.</summary>
    UpdateOld,

    /// <summary>The latest version is removed.</summary>
    Remove,

    /// <summary>A version that was read some steps ago is removed.</summary>
    RemoveOld,

    /// <summary>The record is read and kept, to be written some steps later.</summary>
    Keep,

    /// <summary>The commit is cancelled.</summary>
    Cancel,

    /// <summary>The unit is given up without a commit.</summary>
    GiveUp,

    /// <summary>A new record and an old version in one commit.</summary>
    Both,
}

/// <summary>One step of a sequence: what is done, and with which of the few records.</summary>
internal sealed record StoreStep(StoreOperation Operation, int Kind, int Record)
{
    /// <summary>Sequences of up to 25 steps on two records, so that the steps meet; shorter ones are tried when one fails.</summary>
    public static Arbitrary<StoreStep[]> Sequences { get; } = Arb.From(
        from length in Gen.Choose(1, 25)
        from kinds in Gen.Choose(0, AggregateKind.All.Count - 1).ArrayOf(2)
        from steps in (
            from operation in Gen.Elements(Enum.GetValues<StoreOperation>())
            from record in Gen.Choose(0, kinds.Length - 1)
            select new StoreStep(operation, kinds[record], record)).ArrayOf(length)
        select steps,
        steps => Enumerable.Range(0, steps.Length).Select(left => steps.Where((_, i) => i != left).ToArray()).Where(s => s.Length > 0));

    public override string ToString() => $"{Operation} {AggregateKind.All[Kind].Name} {Record}";
}
