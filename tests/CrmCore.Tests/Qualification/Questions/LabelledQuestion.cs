using System.Reflection;
using CrmCore.Qualification.Questions;

namespace CrmCore.Tests.Qualification.Questions;

/// <summary>A question of the test set with the kind that a person gave it.</summary>
public sealed record LabelledQuestion(QuestionKind Kind, string Language, string Difficulty, string Text)
{
    /// <summary>The questions that the classifier was tuned on.</summary>
    public static IReadOnlyList<LabelledQuestion> Tuned { get; } = Read("tuned");

    /// <summary>The questions that it was not.</summary>
    public static IReadOnlyList<LabelledQuestion> HeldOut { get; } = Read("held-out");

    private static LabelledQuestion[] Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"questions.{name}.txt")!;
        using StreamReader reader = new(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(l => !l.StartsWith('#'))
                .Select(l => l.Split(" | "))
                .Select(p => new LabelledQuestion(Enum.Parse<QuestionKind>(p[0], ignoreCase: true), p[1], p[2], p[3])),
        ];
    }
}
