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
        Argument<string> file = new("FILE") { Description = "A CSV file of people or companies." };
        Argument<string?> file2 = new("FILE2") { Description = "A second file: then only pairs across the two are written.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> id = new("--id") { Description = "The column that identifies a row, in both files.", HelpName = "COL", Required = true };
        Option<string?> map = new("--map") { Description = "A JSON file that says which column is what, such as {\"surname\":\"family\",\"addr\":\"street\"}; by default the columns' names and values say it.", HelpName = "MAP.json" };
        Option<string?> rules = new("--rules") { Description = "A JSON file with match rules; by default the ready rules for the columns there are.", HelpName = "RULES.json" };
        Option<bool> learn = new("--em") { Description = "Learn the weights from the rows themselves, without labels (expectation maximisation)." };
        Option<bool> possible = new("--possible") { Description = "Write pairs of class possible too: households, colleagues, namesakes." };
        Option<string> output = new("--out") { Description = "The CSV file to write: left, right, score (in bits), class.", HelpName = "PAIRS.csv", DefaultValueFactory = static _ => "pairs.csv" };
        Option<string?> country = new("--country") { Description = "Where phone numbers without an international prefix are from, such as CN or US.", HelpName = "XX" };
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "match",
            "Find the duplicates within one CSV file or across two.\ncrmcore match customers.csv --id customer_id --out pairs.csv")
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
                Output.Error($"'{from}' is not a country; name two letters such as CN, DE or US.");
                return ExitCodes.Failure;
            }
        });
        return command;
    }
}
