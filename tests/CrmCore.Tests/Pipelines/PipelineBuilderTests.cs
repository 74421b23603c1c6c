using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines;

public class PipelineBuilderTests
{
    [Fact]
    public void Every_defect_is_reported_at_once()
    {
        Gate other = new("amount", Condition.AtLeast("amount", 1000), "At least a thousand.");
        DefinitionException e = Assert.Throws<DefinitionException>(() => Pipeline.Define(" ", "Broken", version: 0)
            .Open("a", "A", 120, ForecastCategory.Closed, rotDays: 0)
            .Open("a", "A", 10, gates: [Gates.Amount, Gates.Amount])
            .Open(" ", "B", double.NaN, gates: [other])
            .Won("won", "Won")
            .Build());
        (string Path, string Code)[] expected =
        [
            ("key", "blank-key"), ("version", "bad-version"), ("stages", "no-lost-stage"),
            ("stages[0].probability", "bad-probability"), ("stages[0].rot.days", "bad-rot-days"), ("stages[0].category", "category-contradicts-kind"),
            ("stages[1].key", "duplicate-key"), ("stages[1].name", "duplicate-name"), ("stages[1].enter[1]", "duplicate-gate"),
            ("stages[2].key", "blank-key"), ("stages[2].probability", "bad-probability"), ("gates[1].key", "ambiguous-gate"),
        ];
        Assert.Subset(e.Defects.Select(d => (d.Path, d.Code)).ToHashSet(), expected.ToHashSet());
        Assert.All(e.Defects, d => Assert.Contains(d.Message, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_definition_of_nothing_lacks_every_kind_of_stage()
    {
        DefinitionException e = Assert.Throws<DefinitionException>(() => Pipeline.Define("empty", "Empty").Build());
        Assert.Subset(e.Defects.Select(d => d.Code).ToHashSet(), new HashSet<string> { "no-open-stage", "no-won-stage", "no-lost-stage" });
    }

    [Fact]
    public void Ends_stand_after_the_open_stages_wherever_they_were_defined()
    {
        Pipeline pipeline = Pipeline.Define("p", "P").Won("won", "Won").Open("a", "A", 10).Lost("lost", "Lost").Open("b", "B", 50).Build();
        Assert.Equal(["a", "b", "won", "lost"], pipeline.Stages.Select(s => s.Key));
    }

    [Fact]
    public void A_catalog_finds_by_key_and_version()
    {
        Pipeline second = Pipeline.Define("solution-sale", "Solution sale", 2).Open("a", "A", 10).Won("won", "Won").Lost("lost", "Lost").Build();
        PipelineCatalog catalog = new(Some.Sale, second);
        Assert.Same(Some.Sale, catalog.Default);
        Assert.Same(second, catalog.Newest("solution-sale"));
        Assert.Same(Some.Sale, catalog.Get(new("solution-sale", 1)));
        Assert.False(catalog.TryGet(new("solution-sale", 3), out _));
        Assert.Throws<KeyNotFoundException>(() => catalog.Get(new("other", 1)));
        Assert.Throws<ArgumentException>(() => new PipelineCatalog(second, second));
        Assert.Throws<ArgumentException>(() => new PipelineCatalog());
    }
}
