using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>Adds up one line.</summary>
internal sealed class ForecastCell
{
    private decimal _won;
    private decimal _weighted;
    private decimal _open;
    private decimal _recurringWon;
    private decimal _recurringWeighted;
    private decimal _recurringOpen;
    private int _openCount;
    private int _wonCount;
    private bool _recurs;

    /// <summary>Adds a deal or its share; a null chance means won.</summary>
    public void Add(decimal amount, decimal? chance)
    {
        if (chance is { } c)
        {
            _open += amount;
            _weighted += amount * c;
            _openCount++;
        }
        else
        {
            _won += amount;
            _wonCount++;
        }
    }

    public void AddRecurring(decimal monthly, decimal? chance)
    {
        _recurs = true;
        _recurringWon += chance is null ? monthly : 0;
        _recurringOpen += chance is null ? 0 : monthly;
        _recurringWeighted += monthly * (chance ?? 0);
    }

    public ForecastLine ToLine(Currency currency) => new(new(_won, currency), new(_weighted, currency), new(_open, currency), _openCount, _wonCount)
    {
        Recurring = _recurs ? new(new(_recurringWon, currency), new(_recurringWeighted, currency), new(_recurringOpen, currency)) : null,
    };
}

/// <summary>The lines of a group by category; made when the first deal of a category comes.</summary>
internal sealed class ForecastCells
{
    private readonly ForecastCell?[] _cells = new ForecastCell?[(int)ForecastCategory.Closed + 1];

    public ForecastCell this[ForecastCategory category] => _cells[(int)category] ??= new();

    public ForecastLine Line(ForecastCategory category, Currency currency) => _cells[(int)category]?.ToLine(currency) ?? ForecastLine.Empty(currency);

    /// <summary>By category, without omitted ones and those in which nothing is.</summary>
    public IReadOnlyDictionary<ForecastCategory, ForecastLine> ByCategory(Currency currency) => Enumerable.Range((int)ForecastCategory.Pipeline, (int)ForecastCategory.Closed)
        .Where(c => _cells[c] is not null).ToDictionary(c => (ForecastCategory)c, c => _cells[c]!.ToLine(currency));
}
