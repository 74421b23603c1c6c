using System.Globalization;
using CrmCore.Pipelines;

namespace CrmCore.Tests.Pipelines;

public class PipelineDiagramTests
{
    private static readonly DiagramOptions Plain = new() { Culture = CultureInfo.InvariantCulture };

    private static readonly Pipeline Robots = Pipeline.Define("robots", "Robots")
        .Open("talk", "Talk", 10)
        .Open("trial", "Trial \"A\" \\1", 40, stage => stage.Enter(Gates.Amount))
        .Won("won", "Won")
        .Lost("lost", "Lost", Gates.Reason)
        .Invalid("invalid", "Invalid")
        .Group("early", "Early", ["talk", "trial"])
        .Build();

    [Fact]
    public void Mermaid_has_stages_groups_moves_and_ends() => Assert.Equal(
        """
        stateDiagram-v2
            state "Talk (10%)" as s0
            state "Trial #34;A#34; #92;1 (40%)" as s1
            state "Won (100%)" as s2
            state "Lost (0%)" as s3
            state "Invalid" as s4
            state "Early" as g0 {
                s0
                s1
            }
            [*] --> s0
            s0 --> s1 : amount
            s0 --> s2 : amount, close-date
            s0 --> s3 : reason
            s0 --> s4 : reason
            s1 --> s2 : amount, close-date
            s1 --> s3 : reason
            s1 --> s4 : reason
            s2 --> [*]
            s3 --> [*]
            s4 --> [*]
        """.ReplaceLineEndings("\n"),
        PipelineDiagram.ToMermaid(Robots, Plain).TrimEnd());

    [Fact]
    public void Dot_dashes_what_leads_back() => Assert.Equal(
        """
        digraph pipeline {
            rankdir=LR;
            node [shape=box, style=rounded];
            start [shape=point];
            s0 [label="Talk (10%)"];
            s1 [label="Trial \"A\" \\1 (40%)"];
            s2 [label="Won (100%)", shape=doublecircle, color=darkgreen];
            s3 [label="Lost (0%)", shape=doublecircle, color=firebrick];
            s4 [label="Invalid", shape=doublecircle, color=gray50, style=dashed];
            subgraph cluster_0 { label="Early"; s0; s1; }
            start -> s0;
            s0 -> s1 [label="amount"];
            s0 -> s2 [label="amount, close-date"];
            s0 -> s3 [label="reason"];
            s0 -> s4 [label="reason"];
            s1 -> s0 [label="", style=dashed];
            s1 -> s2 [label="amount, close-date"];
            s1 -> s3 [label="reason"];
            s1 -> s4 [label="reason"];
            s2 -> s0 [label="", style=dashed];
            s2 -> s1 [label="", style=dashed];
            s3 -> s0 [label="", style=dashed];
            s3 -> s1 [label="", style=dashed];
            s4 -> s0 [label="", style=dashed];
            s4 -> s1 [label="", style=dashed];
        }
        """.ReplaceLineEndings("\n"),
        PipelineDiagram.ToDot(Robots, Plain with { Moves = DiagramOptions.Whole.Moves }).TrimEnd());
}
