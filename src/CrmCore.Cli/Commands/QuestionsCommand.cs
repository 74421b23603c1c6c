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
    public static Command Create() => new("questions", "Questions to a buyer: which kind each is.\ncrmcore questions classify questions.txt") { CreateClassify() };

    private static Command CreateClassify()
    {
        Argument<FileInfo> file = new("FILE") { Description = "A text file with one question a line, Chinese or English; - reads standard input." };
        Option<bool> json = SharedOptions.Json();
        Command command = new(
            "classify",
            "Say for each question whether it is open, probing, closed or confirm, and how sure that is, from 0 to 1. Blank lines are skipped.\ncrmcore questions classify questions.txt --json")
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
            Output.Error($"{file}: no such file.");
            return ExitCodes.Failure;
        }

        using StreamReader reader = new(standardInput ? Console.OpenStandardInput() : file.OpenRead(), standardInput ? Encoding.UTF8 : EncodingOf(file));
        List<ClassifiedQuestion> questions = [];
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                QuestionClassification found = QuestionClassifier.Classify(text);
                questions.Add(new(line, text.Trim(), WordOf(found.Kind), found.Confidence, found.Cue));
            }
        }

        output.Json([.. questions], QuestionsJson.Default.ClassifiedQuestionArray);
        if (!output.IsJson)
        {
            foreach (ClassifiedQuestion question in questions)
            {
                output.Line(string.Create(CultureInfo.InvariantCulture, $"{question.Kind,-8} {question.Confidence:0.00}  {question.Question}"));
            }
        }

        return ExitCodes.Success;
    }

    private static Encoding EncodingOf(FileInfo file)
    {
        using FileStream stream = file.OpenRead();
        return EncodingDetector.Detect(stream, stated: null).Encoding;
    }

    private static string WordOf(QuestionKind kind) => kind switch
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
