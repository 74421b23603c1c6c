using CrmCore.Pipelines;

namespace CrmCore.Testing.Tests.Docs;

public class PipelineTestingDocs
{
    [Fact]
    public void One_line_tries_every_property()
    {
        Pipeline pipeline = ReadyPipelines.Standard;

        // docs:begin pipelines-test
        PipelineProperties.Check(new SaleUnderTest(pipeline), cases: 200);
        // docs:end pipelines-test

        Assert.Contains("contract-sent -> won (Close) [amount, close-date]", pipeline.Describe().Moves);
    }
}
