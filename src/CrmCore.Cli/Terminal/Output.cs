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

    private const int LabelWidth = 14;
    private const int CountWidth = 8;

    private readonly IAnsiConsole _console;
    private readonly bool _json;

    public Output(bool json)
        : this(json ? ConsoleOn(Console.Error) : AnsiConsole.Console, json)
    {
    }

    private Output(IAnsiConsole console, bool json)
    {
        _json = json;
        _console = console;
        if (!_console.Profile.Out.IsTerminal)
        {
            _console.Profile.Width = UnwrappedWidth;
        }
    }

    /// <summary>Whether a person watches: then progress is drawn, else it is told in lines.</summary>
    public bool IsInteractive => _console.Profile.Capabilities.Interactive && _console.Profile.Out.IsTerminal && !_json;

    /// <summary>Whether the result goes to a machine.</summary>
    public bool IsJson => _json;

    public void Title(string text)
    {
        _console.WriteLine();
        Write("", default, text, new Style(decoration: Decoration.Bold));
    }

    public void Line(string text) => Write("", default, text, Style.Plain);

    /// <summary>What was done, and what came of it beside it.</summary>
    public void Step(string what, string result) => Write(TextLayout.Pad(what, LabelWidth) + " ", new Style(Color.Green), result, Style.Plain);

    /// <summary>More on a step, below its result.</summary>
    public void Detail(string text) => Write(new string(' ', LabelWidth + 1), default, text, new Style(Color.Grey));

    /// <summary>More on a step with how often it was so.</summary>
    public void Detail(int count, string text)
    {
        string number = count.ToString("#,0", CultureInfo.InvariantCulture).PadLeft(CountWidth);
        Write(new string(' ', LabelWidth + 1) + number + "  ", new Style(Color.Grey), text, new Style(Color.Grey));
    }

    /// <summary>A text behind a mark in its colour; lines below the first are indented as far.</summary>
    public void Marked(string mark, Color color, string text, Decoration decoration) => Write(mark + " ", new Style(color), text, new Style(decoration: decoration));

    public void Warning(string text) => Write("", default, text, new Style(Color.Yellow));

    /// <summary>A warning beside a result on standard output.</summary>
    public static void Notice(string text) => new Output(ConsoleOn(Console.Error), json: false).Warning(text);

    public static void Error(string text) => new Output(ConsoleOn(Console.Error), json: false).Write("", default, text, new Style(Color.Red));

    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, params int[] rightAligned)
    {
        Table table = new Table().RoundedBorder();
        for (int i = 0; i < headers.Count; i++)
        {
            TableColumn column = new(new Text(TextLayout.Printable(headers[i])));
            table.AddColumn(rightAligned.Contains(i) ? column.RightAligned() : column);
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(TextLayout.Printable(cell))));
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

        return await _console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what));
            return work(share => task.Value = 100 * share);
        }).ConfigureAwait(false);
    }

    /// <summary>Sentences in a row, as the language of the user sets them.</summary>
    public static string Sentences(IEnumerable<string> sentences) => string.Join(CliTexts.Get("sentence.separator"), sentences);

    public static string Money(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Currency} {money.Amount:#,0}");

    public static string Percent(double? share) => share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{100 * s:0.#}%") : "-";

    /// <summary>Writes a text beside its label, the lines below the first indented as far.</summary>
    private void Write(string label, Style? labelStyle, string text, Style style)
    {
        int indent = TextLayout.Width(label);
        bool first = true;
        foreach (string line in TextLayout.Wrap(TextLayout.Printable(text), _console.Profile.Width - 1 - indent))
        {
            _console.Write(first ? TextLayout.Printable(label) : new string(' ', indent), labelStyle ?? Style.Plain);
            _console.Write(line + "\n", style);
            first = false;
        }
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
