using System.CommandLine;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Terminal;
using CrmCore.PhoneNumbers;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore match FILE [FILE2]</c>.</summary>
internal static class MatchCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = CliTexts.Get("match.argument.file") };
        Argument<string?> file2 = new("FILE2") { Description = CliTexts.Get("match.argument.file2"), Arity = ArgumentArity.ZeroOrOne };
        Option<string> id = new("--id") { Description = CliTexts.Get("match.option.id"), HelpName = "COL", Required = true };
        Option<string?> map = new("--map") { Description = CliTexts.Get("match.option.map", ("example", MatchMap.Example)), HelpName = "MAP.json" };
        Option<string?> rules = new("--rules") { Description = CliTexts.Get("match.option.rules"), HelpName = "RULES.json" };
        Option<bool> learn = new("--em") { Description = CliTexts.Get("match.option.em") };
        Option<bool> possible = new("--possible") { Description = CliTexts.Get("match.option.possible") };
        Option<string> output = new("--out") { Description = CliTexts.Get("match.option.out"), HelpName = "PAIRS.csv", DefaultValueFactory = static _ => "pairs.csv" };
        Option<string?> country = new("--country") { Description = CliTexts.Get("match.option.country"), HelpName = "XX" };
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "match",
            CliTexts.Get("match.about") + "\ncrmcore match customers.csv --id customer_id --out pairs.csv")
        {
            file, file2, id, map, rules, learn, possible, output, country, json,
        };
        command.SetAction(parsed =>
        {
            MatchOptions options = new(
                parsed.GetRequiredValue(file),
                parsed.GetValue(file2),
                parsed.GetRequiredValue(id),
                parsed.GetValue(map),
                parsed.GetValue(rules),
                parsed.GetValue(learn),
                parsed.GetValue(possible),
                parsed.GetRequiredValue(output),
                new Output(parsed.GetValue(json)));
            if (parsed.GetValue(country) is not { } from)
            {
                return MatchRun.Run(options);
            }

            try
            {
                PhoneNumberReader reader = new(from);
                return MatchRun.Run(options with { Phone = text => reader.TryRead(text, out PhoneNumber? number) ? number : null });
            }
            catch (ArgumentException)
            {
                Output.Error(CliTexts.Get("match.bad-country", ("country", from)));
                return ExitCodes.Failure;
            }
        });
        return command;
    }
}
