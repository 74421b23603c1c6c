using System.CommandLine;
using System.CommandLine.Parsing;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Commands;

/// <summary>Options that take one of a few words; another word is refused with the words there are.</summary>
internal static class ChoiceOption
{
    /// <summary>One of the values of an enumeration, in any case.</summary>
    public static Option<T> Of<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = string.Join('|', Enum.GetNames<T>()),
            CustomParser = static result => Read<T>(result),
        };

    /// <summary>One of some words, as they are.</summary>
    public static Option<string> Of(string name, string description, string preset, params string[] words)
    {
        Option<string> option = new(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => preset };
        option.Accept(words);
        return option;
    }

    /// <summary>Refuses all but some words.</summary>
    public static void Accept(this Option<string> option, params string[] words)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !words.Contains(text))
            {
                result.AddError(Refusal(result, text, words));
            }
        });
        option.CompletionSources.Add(words);
    }

    private static T Read<T>(ArgumentResult result)
        where T : struct, Enum
    {
        string text = result.Tokens[0].Value;
        string[] names = Enum.GetNames<T>();
        if (names.FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<T>(name);
        }

        result.AddError(Refusal((OptionResult)result.Parent!, text, names));
        return default;
    }

    private static string Refusal(OptionResult result, string text, string[] words) =>
        CliTexts.Get("option.choice.bad", ("text", text), ("option", result.Option.Name), ("values", string.Join(CliTexts.Get("list.separator"), words)));
}
