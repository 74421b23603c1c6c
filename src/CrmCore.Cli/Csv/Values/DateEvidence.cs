namespace CrmCore.Cli.Csv;

/// <summary>What the dates of one column tell of their order.</summary>
internal sealed class DateEvidence
{
    private int _dayFirst;
    private int _monthFirst;

    public int Ambiguous { get; private set; }

    /// <summary>True while some date could be read two ways and no other has told which.</summary>
    public bool IsOpen => Ambiguous > 0 && _dayFirst == 0 && _monthFirst == 0;

    /// <summary>The order that most telling dates have; Unknown where none tells.</summary>
    public DateOrder Order => (_dayFirst, _monthFirst) switch
    {
        (0, 0) => DateOrder.Unknown,
        _ => _dayFirst >= _monthFirst ? DateOrder.DayFirst : DateOrder.MonthFirst,
    };

    public void Add(string text)
    {
        if (DateText.TryParse(text, out DateText date))
        {
            Ambiguous += date.IsAmbiguous ? 1 : 0;
            _dayFirst += date.Evidence == DateOrder.DayFirst ? 1 : 0;
            _monthFirst += date.Evidence == DateOrder.MonthFirst ? 1 : 0;
        }
    }
}
