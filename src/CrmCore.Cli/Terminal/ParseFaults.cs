using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CrmCore.Cli.Terminal;

/// <summary>What is wrong with the words of a command line, said without the types behind them.</summary>
internal static class ParseFaults
{
    public static string Explain(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => Missing(option.Option),
        ArgumentResult { Tokens.Count: 0 } argument => CliTexts.Get("error.argument.missing", ("name", argument.Argument.Name)),
        ArgumentResult { Parent: OptionResult option } => Explain(option, error.Message),
        OptionResult { Tokens.Count: 0 } option => Missing(option.Option),
        OptionResult option => Explain(option, error.Message),
        CommandResult command when command.Command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && command.GetResult(a) is null or { Tokens.Count: 0 }) is { } argument
            => CliTexts.Get("error.argument.missing", ("name", argument.Name)),
        _ => error.Message,
    };

    private static string Missing(Option option) => CliTexts.Get("error.option.missing", ("option", $"{option.Name} {option.HelpName}".TrimEnd()));

    private static string Explain(OptionResult result, string message)
    {
        Type type = Nullable.GetUnderlyingType(result.Option.ValueType) ?? result.Option.ValueType;
        string text = result.Tokens[0].Value;
        bool isNumber = type == typeof(double) ? double.TryParse(text, CultureInfo.InvariantCulture, out _) : long.TryParse(text, CultureInfo.InvariantCulture, out _);
        return (type == typeof(int) || type == typeof(long) || type == typeof(double)) && !isNumber
            ? CliTexts.Get("error.option.number", ("text", text), ("option", result.Option.Name))
            : message;
    }
}
