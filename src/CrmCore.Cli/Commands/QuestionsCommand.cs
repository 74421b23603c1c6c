using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Qualification.Questions;

namespace CrmCore.Cli.Commands;

/// <summary><c>crmcore questions classify</c>.</summary>
internal static class QuestionsCommand
{
    private const int KindWidth = 8;

    public static Command Create() => new("questions", CliTexts.Get("questions.about") + "\ncrmcore questions classify questions.txt") { CreateClassify() };

    private static Command CreateClassify()
    {
        Argument<FileInfo> file = new("FILE") { Description = CliTexts.Get("questions.argument.file") };
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "classify",
            CliTexts.Get("questions.classify.about") + "\ncrmcore questions classify questions.txt --json")
        {
            file, json,
        };
        command.SetAction(parsed => Classify(parsed.GetRequiredValue(file), new Output(parsed.GetValue(json))));
        return command;
    }

    private static int Classify(FileInfo file, Output output)
    {
        bool standardInput = file.Name == "-";
        if (!standardInput && !file.Exists)
        {
            Output.Error(Failures.NoFile(file.ToString()));
            return ExitCodes.Failure;
        }

        using StreamReader reader = new(standardInput ? Console.OpenStandardInput() : file.OpenRead(), standardInput ? Encoding.UTF8 : EncodingOf(file));
        List<ClassifiedQuestion> questions = [];
        List<string> lines = [];
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                QuestionClassification found = QuestionClassifier.Classify(text);
                questions.Add(new(line, text.Trim(), CodeOf(found.Kind), found.Confidence, found.Cue));
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{TextLayout.Pad(DomainWords.Of(found.Kind), KindWidth)} {found.Confidence:0.00}  {text.Trim()}"));
            }
        }

        output.Json([.. questions], QuestionsJson.Default.ClassifiedQuestionArray);
        if (!output.IsJson)
        {
            lines.ForEach(output.Line);
        }

        return ExitCodes.Success;
    }

    private static Encoding EncodingOf(FileInfo file)
    {
        using FileStream stream = file.OpenRead();
        return EncodingDetector.Detect(stream, stated: null).Encoding;
    }

    private static string CodeOf(QuestionKind kind) => kind switch
    {
        QuestionKind.Open => "open",
        QuestionKind.Probing => "probing",
        QuestionKind.Closed => "closed",
        _ => "confirm",
    };
}

/// <summary>A line of the file and its kind.</summary>
internal sealed record ClassifiedQuestion(int Line, string Question, string Kind, double Confidence, string Cue);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ClassifiedQuestion[]))]
internal sealed partial class QuestionsJson : JsonSerializerContext
{
}
