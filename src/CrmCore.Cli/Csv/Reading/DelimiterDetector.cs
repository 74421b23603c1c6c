namespace CrmCore.Cli.Csv;

/// <summary>
/// Finds the delimiter: the one by which most of the first records are well-formed and have as many fields as the first,
/// and among equals the one that gives most fields. Delimiters within quotes do not count, because records are read as records.
/// </summary>
internal static class DelimiterDetector
{
    private const int SampleRecords = 100;

    /// <summary>Those that prose seldom holds come first and win a tie.</summary>
    private static readonly char[] Candidates = ['\t', '|', ';', ','];

    /// <param name="open">Opens the text from its start, as often as asked.</param>
    /// <param name="maxRecord">Characters of one record at most.</param>
    public static char Detect(Func<TextReader> open, int maxRecord)
    {
        (char best, double bestScore) = (',', 0);
        foreach (char candidate in Candidates)
        {
            using TextReader text = open();
            double score = Score(new RecordReader(text, candidate, maxRecord));
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    private static double Score(RecordReader reader)
    {
        int records = 0;
        int alike = 0;
        while (records < SampleRecords && reader.Read())
        {
            records++;
            alike += reader.Fault is null ? 1 : 0;
            reader.ExpectedFields = records == 1 ? reader.Fields : reader.ExpectedFields;
        }

        int fields = reader.ExpectedFields;
        return fields < 2 ? 0 : ((double)alike / records) + (Math.Min(fields, 1000) / 10_000.0);
    }
}
