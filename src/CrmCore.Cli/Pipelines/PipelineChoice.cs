using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Pipelines;

/// <summary>The pipeline that a command works with, the others that its database knows, and how many deals stand in each.</summary>
internal sealed class PipelineChoice
{
    private readonly PipelineCatalog _known;
    private readonly IReadOnlyDictionary<(PipelineReference Pipeline, string Stage), int> _deals;

    private PipelineChoice(PipelineCatalog known, Pipeline pipeline, IReadOnlyDictionary<(PipelineReference Pipeline, string Stage), int> deals)
    {
        _known = known;
        _deals = deals;
        Catalog = known.StartingWith(pipeline);
    }

    /// <summary>The pipeline that was chosen.</summary>
    public Pipeline Pipeline => Catalog.Default;

    /// <summary>All pipelines, the chosen one first.</summary>
    public PipelineCatalog Catalog { get; }

    /// <summary>
    /// The pipeline of new deals: the one that a person wants, otherwise the one that most stored deals stand in; only then are these read. Null where there is none
    /// such, which has been said.
    /// </summary>
    public static async Task<PipelineChoice?> ForNewDealsAsync(CrmDatabase database, string? fileOrKey, CancellationToken cancellationToken)
    {
        bool readsDeals = fileOrKey is null && database.Exists;
        IAsyncEnumerable<OpportunitySnapshot> deals = readsDeals ? database.Opportunities.ReadOpportunitiesAsync(null, cancellationToken) : AsyncEnumerable.Empty<OpportunitySnapshot>();
        return (await OfAsync(database, deals, cancellationToken).ConfigureAwait(false)).With(fileOrKey);
    }

    /// <summary>What some deals tell: the pipeline that most of them stand in.</summary>
    public static async Task<PipelineChoice> OfAsync(CrmDatabase database, IAsyncEnumerable<OpportunitySnapshot> deals, CancellationToken cancellationToken)
    {
        PipelineCatalog known = await database.PipelinesAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<(PipelineReference Pipeline, string Stage), int> counts = [];
        await foreach (OpportunitySnapshot deal in deals.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            (PipelineReference, string) place = (deal.Pipeline, deal.Stage);
            counts[place] = counts.GetValueOrDefault(place) + 1;
        }

        return new(known, ByKey(counts).Select(d => known.Newest(d.Key)).FirstOrDefault(p => p is not null) ?? known.Default, counts);
    }

    /// <summary>The same pipeline before other deals, such as those that stand there later.</summary>
    public PipelineChoice Before(IEnumerable<OpportunitySnapshot> deals) => new(_known, Pipeline, deals.CountBy(d => (d.Pipeline, d.Stage)).ToDictionary());

    /// <summary>The same with the pipeline that a person wants, if any; null where there is none such, which has been said.</summary>
    public PipelineChoice? With(string? fileOrKey) =>
        fileOrKey is null ? this
        : PipelineFile.TryFind(fileOrKey, _known, out Pipeline? wanted) ? new(_known, wanted, _deals)
        : null;

    /// <summary>
    /// Makes it the pipeline of new deals, or of those that name none: one that is not known yet is kept, unless nothing is to be written. False where its version is
    /// another already, which has been said.
    /// </summary>
    public async Task<bool> StartHereAsync(CrmDatabase database, bool isDryRun, bool dealsNameTheirs, Output output, CancellationToken cancellationToken)
    {
        bool isKnown = _known.TryGet(Pipeline.Reference, out Pipeline? known);
        if (isKnown && !Pipeline.Equals(known))
        {
            Output.Error(CliTexts.Get("pipeline.other-text", ("pipeline", Pipeline), ("next", _known.Newest(Pipeline.Key)!.Version + 1)));
            return false;
        }

        if (!isKnown && !isDryRun)
        {
            await database.KeepAsync(Pipeline, cancellationToken).ConfigureAwait(false);
            output.Line(CliTexts.Get("pipeline.kept", ("pipeline", Pipeline)));
        }

        if (dealsNameTheirs)
        {
            output.Line(CliTexts.Get("pipeline.into.named", ("name", Pipeline.Name.In()), ("pipeline", Pipeline)));
        }
        else if (Pipeline.Reference != ReadyPipelines.SolutionSale.Reference)
        {
            output.Line(CliTexts.Get("pipeline.into", ("name", Pipeline.Name.In()), ("pipeline", Pipeline)));
        }

        return true;
    }

    /// <summary>Says which pipeline is shown, where there are deals in several, and which stages of its other versions are not.</summary>
    public void TellShown(Output output)
    {
        IReadOnlyList<KeyValuePair<string, int>> all = ByKey(_deals);
        if (all.Any(d => d.Key != Pipeline.Key))
        {
            output.Line(CliTexts.Get("pipeline.shown", ("pipeline", Pipeline), ("deals", Listed(all))));
        }

        KeyValuePair<string, int>[] stages = [.. Pipeline.Lacking(_deals)];
        if (stages.Length > 0)
        {
            output.Warning(CliTexts.Get("pipeline.stages-missing", ("pipeline", Pipeline), ("stages", Listed(stages))));
        }
    }

    /// <summary>Says which pipelines are missing.</summary>
    public void TellMissing(Output output)
    {
        foreach ((PipelineReference pipeline, int deals) in Catalog.Lacking(_deals))
        {
            output.Warning(CliTexts.Get("pipeline.missing", ("deals", CliTexts.Count("opportunities", deals)), ("pipeline", pipeline)));
        }
    }

    private static string Listed(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(CliTexts.Get("list.separator"), counts.Select(c => CliTexts.Get("import.state", ("name", c.Key), ("count", c.Value))));

    private static IReadOnlyList<KeyValuePair<string, int>> ByKey(IReadOnlyDictionary<(PipelineReference Pipeline, string Stage), int> deals) =>
    [
        .. deals.GroupBy(d => d.Key.Pipeline.Key).Select(g => KeyValuePair.Create(g.Key, g.Sum(d => d.Value))).OrderByDescending(d => d.Value).ThenBy(d => d.Key, StringComparer.Ordinal),
    ];
}
