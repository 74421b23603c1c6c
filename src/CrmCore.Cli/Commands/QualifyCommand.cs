using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using CrmCore.Cli.Qualifying;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Templates;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore qualify</c>.</summary>
internal static class QualifyCommand
{
    private const string Blocker = "blocker";

    public static Command Create()
    {
        Option<DatabasePlace> database = SharedOptions.ExistingDatabase();
        Option<string> policy = SharedOptions.Policy();
        Option<string> explain = new("--explain") { Description = CliTexts.Get("qualify.option.explain"), HelpName = "LEAD" };
        Option<string> whatIf = new("--what-if") { Description = CliTexts.Get("qualify.option.what-if"), HelpName = "P2.json" };
        Option<DateTimeOffset?> asOf = SharedOptions.AsOf();
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "qualify",
            CliTexts.Get("qualify.about") + "\ncrmcore qualify --db crm.db --policy bant --what-if meddic")
        {
            database, policy, explain, whatIf, asOf, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(
                parsed.GetRequiredValue(database),
                parsed.GetRequiredValue(policy),
                parsed.GetValue(explain),
                parsed.GetValue(whatIf),
                CultureInfo.CurrentUICulture,
                parsed.GetValue(asOf) ?? TimeProvider.System.GetLocalNow()),
            new Output(parsed.GetValue(json)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(QualifyOptions options, Output output, CancellationToken cancellationToken)
    {
        if (!SharedOptions.Exists(options.Database))
        {
            return ExitCodes.Failure;
        }

        QualificationPolicy? other = null;
        if (QualificationPolicyFile.Read(options.Policy) is not { } policy || (options.WhatIf is { } name && (other = QualificationPolicyFile.Read(name)) is null))
        {
            return ExitCodes.Failure;
        }

        using CrmDatabase database = CrmDatabase.Open(options.Database.FullName);
        List<Lead> leads = [];
        await foreach (LeadSnapshot snapshot in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            leads.Add(Lead.FromSnapshot(snapshot));
        }

        if (options.Explain is { } wanted)
        {
            return Explain(leads, wanted, policy, options, output);
        }

        List<Lead> open = [.. leads.Where(l => l.IsOpen)];
        return other is not null ? Try(open, policy, other, options, output) : Judge(open, policy, options, output);
    }

    private static int Judge(List<Lead> leads, QualificationPolicy policy, QualifyOptions options, Output output)
    {
        List<LeadVerdict> verdicts = [.. leads.Select(l => VerdictOf(l, policy, options)).OrderByDescending(v => v.Qualified).ThenByDescending(v => v.Score)];
        output.Json([.. verdicts], QualifyJson.Default.LeadVerdictArray);
        output.Step(CliTexts.Get("step.policy"), CliTexts.Get("qualify.policy", ("name", policy.Name.In(options.Culture)), ("policy", policy), ("threshold", policy.Threshold)));
        output.Step(CliTexts.Get("step.qualified"), CliTexts.Get(
            "result.qualified", ("qualified", verdicts.Count(v => v.Qualified)), ("leads", CliTexts.Count("leads.open", verdicts.Count))));
        foreach (IGrouping<string, LeadFinding> group in verdicts.SelectMany(v => v.Findings).GroupBy(f => f.Code).OrderByDescending(g => g.Count()))
        {
            output.Detail(group.Count(), group.First().Severity == Blocker
                ? CliTexts.Get("qualify.blocker", ("code", group.Key), ("text", group.First().Text))
                : CliTexts.Get("qualify.warning", ("code", group.Key), ("text", group.First().Text)));
        }

        if (!output.IsJson)
        {
            output.Table(
                [CliTexts.Get("qualify.column.lead"), CliTexts.Get("qualify.column.name"), CliTexts.Get("qualify.column.qualified"), CliTexts.Get("qualify.column.score"), CliTexts.Get("qualify.column.ask")],
                verdicts.Select(v => (IReadOnlyList<string>)[v.ExternalKey ?? v.Lead, v.Name, YesOrNo(v.Qualified), v.Score.ToString(CultureInfo.InvariantCulture), v.Ask.Count > 0 ? v.Ask[0].Question : ""]),
                3);
        }

        return ExitCodes.Success;
    }

    private static int Explain(List<Lead> leads, string wanted, QualificationPolicy policy, QualifyOptions options, Output output)
    {
        if (leads.Find(l => l.Id.ToString() == wanted || l.ExternalKey?.ToString() == wanted || l.ExternalKey?.Key == wanted) is not { } lead)
        {
            Output.Error(CliTexts.Get("qualify.no-lead", ("lead", wanted)));
            return ExitCodes.Failure;
        }

        LeadVerdict verdict = VerdictOf(lead, policy, options);
        output.Json(verdict, QualifyJson.Default.LeadVerdict);
        output.Line(ReadyTemplates.Get("discovery-summary", options.Culture).Render(lead, options.At, TextForm.Plain, new() { Policy = policy, Culture = options.Culture }));
        foreach (LeadQuestion question in verdict.Ask)
        {
            output.Line($"→ {question.Question} {question.Why}");
        }

        return ExitCodes.Success;
    }

    private static int Try(List<Lead> leads, QualificationPolicy policy, QualificationPolicy tried, QualifyOptions options, Output output)
    {
        List<PolicyTrialRow<Lead>> rows = [.. PolicyTrial.Run(policy, tried, leads.Select(l => (l, (IFacts)l)), options.At)];
        List<LeadChangeOfVerdict> changes =
        [
            .. rows.Where(r => r.Changes).Select(r => new LeadChangeOfVerdict(
                r.Id.Id.ToString(), r.Id.ExternalKey?.ToString(), r.Id.Details.DisplayName, r.Before.IsQualified, r.Before.Score, r.After.IsQualified, r.After.Score)),
        ];
        output.Json([.. changes], QualifyJson.Default.LeadChangeOfVerdictArray);
        output.Step(CliTexts.Get("step.what-if"), CliTexts.Get(
            "qualify.what-if",
            ("tried", tried),
            ("policy", policy),
            ("before", rows.Count(r => r.Before.IsQualified)),
            ("after", rows.Count(r => r.After.IsQualified)),
            ("leads", CliTexts.Count("leads.open", rows.Count)),
            ("changes", CliTexts.Count("qualify.changes", changes.Count))));
        foreach (PolicyDifference difference in policy.DifferencesTo(tried))
        {
            output.Detail(difference.ToString());
        }

        if (!output.IsJson && changes.Count > 0)
        {
            output.Table(
                [CliTexts.Get("qualify.column.lead"), CliTexts.Get("qualify.column.name"), CliTexts.Get("qualify.column.now"), CliTexts.Get("qualify.column.score"), CliTexts.Get("qualify.column.then"), CliTexts.Get("qualify.column.score")],
                changes.Select(c => (IReadOnlyList<string>)[c.ExternalKey ?? c.Lead, c.Name, YesOrNo(c.Before), c.ScoreBefore.ToString(CultureInfo.InvariantCulture), YesOrNo(c.After), c.ScoreAfter.ToString(CultureInfo.InvariantCulture)]),
                3,
                5);
        }

        return ExitCodes.Success;
    }

    private static string YesOrNo(bool qualified) => qualified ? CliTexts.Get("qualify.yes") : CliTexts.Get("qualify.no");

    private static LeadVerdict VerdictOf(Lead lead, QualificationPolicy policy, QualifyOptions options)
    {
        QualificationVerdict verdict = policy.Evaluate(lead, options.At);
        return new(
            lead.Id.ToString(),
            lead.ExternalKey?.ToString(),
            lead.Details.DisplayName,
            verdict.IsQualified,
            verdict.Score,
            lead.Discovery.AsOf(options.At).Get("phase").AsText!,
            [.. verdict.Findings.Select(f => new LeadFinding(f.Code, f.Severity == FindingSeverity.Blocker ? Blocker : "warning", f.Text.In(options.Culture), f.Advice.In(options.Culture), f.Question?.In(options.Culture)))],
            [.. policy.NextQuestions(lead, options.At).Select(q => new LeadQuestion(q.Rule, q.Question.In(options.Culture), q.Gain, q.Why(options.Culture)))]);
    }
}

/// <summary>What the command was asked for.</summary>
internal sealed record QualifyOptions(DatabasePlace Database, string Policy, string? Explain, string? WhatIf, CultureInfo Culture, DateTimeOffset At);

/// <summary>A lead's verdict.</summary>
internal sealed record LeadVerdict(
    string Lead, string? ExternalKey, string Name, bool Qualified, decimal Score, string Phase, IReadOnlyList<LeadFinding> Findings, IReadOnlyList<LeadQuestion> Ask);

/// <summary>What a lead lacks.</summary>
internal sealed record LeadFinding(string Code, string Severity, string Text, string Advice, string? Question);

/// <summary>What to ask next.</summary>
internal sealed record LeadQuestion(string Rule, string Question, decimal Gain, string Why);

/// <summary>A verdict that another policy would change.</summary>
internal sealed record LeadChangeOfVerdict(string Lead, string? ExternalKey, string Name, bool Before, decimal ScoreBefore, bool After, decimal ScoreAfter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LeadVerdict[]))]
[JsonSerializable(typeof(LeadVerdict))]
[JsonSerializable(typeof(LeadChangeOfVerdict[]))]
internal sealed partial class QualifyJson : JsonSerializerContext
{
}
