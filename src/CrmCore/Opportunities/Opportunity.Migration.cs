using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <content>From one version of a pipeline to another.</content>
public sealed partial class Opportunity
{
    /// <summary>
    /// Takes it to another version of its pipeline, or to another pipeline. Its stay in the stage goes on, its probability and what is known of its closing
    /// stay; a row of the history tells of it. Migrating it again changes nothing.
    /// </summary>
    /// <param name="migration">Which stage becomes which.</param>
    /// <param name="from">The pipeline that the migration leaves.</param>
    /// <param name="to">The pipeline that it leads to.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who does it; null where no person does.</param>
    /// <returns>Refused where it runs through a pipeline that the migration does not leave, or for an instant before the last change.</returns>
    /// <exception cref="DefinitionException">The migration does not fit the two pipelines.</exception>
    public OpportunityChange Migrate(PipelineMigration migration, Pipeline from, Pipeline to, DateTimeOffset at, UserId? by = null)
    {
        IReadOnlyList<Defect> defects = Guard.Against.Null(migration).Check(from, to);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"the migration {migration.From} to {migration.To}", defects);
        }

        if (Pipeline == migration.To)
        {
            return OpportunityChange.Done;
        }

        if (Pipeline != migration.From)
        {
            return OpportunityChange.Refused(new Refusal("opportunity.other-pipeline", ("pipeline", Pipeline), ("expected", migration.From)));
        }

        if (at < ChangedAt)
        {
            return OpportunityChange.Refused(BeforeLastChange(at));
        }

        string before = Stage;
        Pipeline = migration.To;
        Stage = migration.Target(Stage);
        Closing = Closing is null ? null : Closing with { LastOpenStage = migration.Target(Closing.LastOpenStage) };
        Record(new()
        {
            Kind = HistoryKind.Migrated,
            At = at,
            By = by,
            From = before,
            To = Stage,
            Reason = $"{migration.From} -> {migration.To}",
            Amount = Amount,
            Probability = Probability,
            CloseDate = CloseDate,
            Owner = Owner,
            Category = to.Get(Stage).Category,
        });
        Raise(new OpportunityMigrated(Id, migration.From, migration.To, before, Stage) { Sequence = NextSequence(), At = at, By = by });
        return OpportunityChange.Done;
    }
}
