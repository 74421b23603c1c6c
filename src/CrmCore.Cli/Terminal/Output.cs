using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace CrmCore.Cli.Terminal;

/// <summary>Where a command says what it did: text for people on standard output, or JSON there and the text on standard error.</summary>
internal sealed class Output
{
    /// <summary>Lines that go to a file or another program are not broken.</summary>
    private const int UnwrappedWidth = 4000;

    private readonly IAnsiConsole _console;
    private readonly bool _json;

    public Output(bool json)
    {
        _json = json;
        _console = json ? ConsoleOn(Console.Error) : AnsiConsole.Console;
        if (!_console.Profile.Out.IsTerminal)
        {
            _console.Profile.Width = UnwrappedWidth;
        }
    }

    /// <summary>Whether a person watches: then progress is drawn, else it is told in lines.</summary>
    public bool IsInteractive => _console.Profile.Capabilities.Interactive && _console.Profile.Out.IsTerminal && !_json;

    /// <summary>Whether the result goes to a machine.</summary>
    public bool IsJson => _json;

    public void Title(string text) => _console.MarkupLineInterpolated($"\n[bold]{text}[/]");

    public void Line(string text) => _console.WriteLine(text);

    public void Step(string what, string result) => _console.MarkupLineInterpolated($"[green]{what,-14}[/] {result}");

    public void Detail(string text) => _console.MarkupLineInterpolated($"               [grey]{text}[/]");

    public void Warning(string text) => _console.MarkupLineInterpolated($"[yellow]{text}[/]");

    public static void Error(string text) => ConsoleOn(Console.Error).MarkupLineInterpolated($"[red]{text}[/]");

    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, params int[] rightAligned)
    {
        Table table = new Table().RoundedBorder();
        for (int i = 0; i < headers.Count; i++)
        {
            TableColumn column = new(new Text(headers[i]));
            table.AddColumn(rightAligned.Contains(i) ? column.RightAligned() : column);
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        _console.Write(table);
    }

    /// <summary>Writes a result for machines.</summary>
    public void Json<T>(T result, JsonTypeInfo<T> type)
    {
        if (_json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, type));
        }
    }

    /// <summary>Runs some work that tells how far it is, from 0 to 1.</summary>
    public async Task<T> ProgressAsync<T>(string what, Func<Action<double>, Task<T>> work)
    {
        if (!IsInteractive)
        {
            Line(what + " ...");
            return await work(static _ => { }).ConfigureAwait(false);
        }

        return await _console.Progress().StartAsync(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what));
            return work(share => task.Value = 100 * share);
        }).ConfigureAwait(false);
    }

    public static string Money(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Currency} {money.Amount:#,0}");

    public static string Percent(double? share) => share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{100 * s:0.#} %") : "-";

    public static string Plural(int count, string singular, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? singular : plural ?? singular + "s")}");

    private static IAnsiConsole ConsoleOn(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
