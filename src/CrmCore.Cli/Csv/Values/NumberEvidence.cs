namespace CrmCore.Cli.Csv;

/// <summary>What the numbers of one column tell of their decimal mark and, for probabilities, of their scale.</summary>
internal sealed class NumberEvidence
{
    private int _points;
    private int _commas;
    private int _eitherPoint;
    private int _eitherComma;
    private int _numbers;
    private bool _aboveOne;
    private bool _fraction;

    public bool IsOpen => Ambiguous > 0 && _points == 0 && _commas == 0;

    public int Ambiguous => _eitherPoint + _eitherComma;

    /// <summary>The separator of the numbers that could be read two ways; NUL where they have both kinds.</summary>
    public char AmbiguousSeparator => (_eitherPoint, _eitherComma) switch
    {
        ( > 0, 0) => '.',
        (0, > 0) => ',',
        _ => '\0',
    };

    /// <summary>The decimal mark that the telling numbers agree on, or null.</summary>
    public char? DecimalMark => (_points, _commas) switch
    {
        ( > 0, 0) => '.',
        (0, > 0) => ',',
        _ => null,
    };

    /// <summary>True where some number without a percent sign is above 1.</summary>
    public bool IsPercent => _aboveOne;

    /// <summary>True where numbers without a percent sign are all 0 or 1: either scale would do.</summary>
    public bool IsScaleOpen => _numbers > 0 && !_aboveOne && !_fraction;

    public void Add(string text)
    {
        if (!NumberText.TryParse(text, out NumberText number))
        {
            return;
        }

        NumberMark mark = NumberMarks.Of(number);
        _points += mark == NumberMark.Point ? 1 : 0;
        _commas += mark == NumberMark.Comma ? 1 : 0;
        bool isPoint = number.Digits.Contains('.');
        _eitherPoint += mark == NumberMark.Either && isPoint ? 1 : 0;
        _eitherComma += mark == NumberMark.Either && !isPoint ? 1 : 0;
        if (!number.IsPercent && new NumberReader('.').TryRead(text, out decimal value, out _) is null)
        {
            _numbers++;
            _aboveOne |= value > 1;
            _fraction |= value is > 0 and < 1;
        }
    }
}
