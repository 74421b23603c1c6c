namespace CrmCore.Cli.Csv;

/// <summary>What is wrong and how to mend it, without saying where. <see cref="Faults"/> has one for each kind.</summary>
internal sealed record Fault(FaultKind Kind, Phrase What, Phrase Mend)
{
    /// <summary>True where the reader made a choice that a person should know of and nothing was refused.</summary>
    public bool IsNote => Kind >= FaultKind.EncodingGuessed;

    /// <summary>The fault on one line, in the current UI culture.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="column">The name of the column.</param>
    /// <param name="value">The value at fault, as it may be shown.</param>
    /// <param name="isWhole">Whether it is a fault of a whole file, which is said as a sentence.</param>
    public string At(string place, string? column = null, string? value = null, bool isWhole = false) => new Phrase(
        $"{place}: {(column is null ? "" : $"[{column}] ")}{What.English}{(value is null ? "" : $": \"{value}\"")}{(isWhole ? $"; {Mend.English}." : $" -> {Mend.English}")}",
        $"{place}：{(column is null ? "" : $"[{column}] ")}{What.Chinese}{(value is null ? "" : IsQuestion(What) ? $"“{value}”" : $"：“{value}”")}{(value is null && IsQuestion(What) ? "" : "，")}{Mend.Chinese}{(IsQuestion(Mend) ? "" : "。")}").ToString();

    private static bool IsQuestion(Phrase phrase) => phrase.Chinese.EndsWith('？');
}
