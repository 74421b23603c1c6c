using System.Buffers;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Cuts a text into records through a window that grows to <paramref name="maxRecord"/> characters at most.
/// A record that cannot be read is given with its fault, and reading goes on at the line after its first:
/// a quote that is never closed costs one line, not the rest of the file.
/// </summary>
internal sealed class RecordReader(TextReader text, char delimiter, int maxRecord, int firstLine = 1)
{
    private const int MaxExcerpt = 60;

    private readonly SearchValues<char> _stops = SearchValues.Create([delimiter, '"', '\r', '\n']);
    private readonly SearchValues<char> _blank = SearchValues.Create([delimiter, ' ', '\t', '\u00A0', '\u3000']);
    private char[] _window = new char[Math.Min(1 << 16, maxRecord)];
    private int _start;
    private int _end;
    private bool _atEnd;
    private int _nextLine = firstLine;
    private int _textStart;
    private int _textLength;

    /// <summary>Fields that a record must have; 0 before the header is known.</summary>
    public int ExpectedFields { get; set; }

    /// <summary>Fields of the record.</summary>
    public int Fields { get; private set; }

    /// <summary>The line on which the record starts, from 1.</summary>
    public int Line { get; private set; }

    public Fault? Fault { get; private set; }

    /// <summary>The field at fault, from 1; 0 for the whole line.</summary>
    public int FaultyField { get; private set; }

    /// <summary>The start of what is wrong.</summary>
    public string? Excerpt { get; private set; }

    /// <summary>A record without fault, without its line break. Valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> Text => _window.AsSpan(_textStart, _textLength);

    /// <summary>Goes to the next record that is not blank.</summary>
    public bool Read()
    {
        while (true)
        {
            RecordScan scan = RecordScan.Of(_window.AsSpan(_start, _end - _start), _stops, delimiter, _atEnd);
            if (scan.End == ScanEnd.NeedsMore && !_atEnd && Fill())
            {
                continue;
            }

            if (_start == _end && _atEnd)
            {
                return false;
            }

            Line = _nextLine;
            Fields = scan.Fields;
            Fault = null;
            FaultyField = 0;
            if (scan.End == ScanEnd.Complete && TakeWhole(scan))
            {
                if (Fault is null && Text.IndexOfAnyExcept(_blank) < 0)
                {
                    continue;
                }
            }
            else
            {
                GiveUp();
            }

            return true;
        }
    }

    /// <summary>Takes a well-formed record. False where it spans lines and has the wrong number of fields: then a quote was never closed.</summary>
    private bool TakeWhole(RecordScan scan)
    {
        ReadOnlySpan<char> record = _window.AsSpan(_start, scan.Length);
        int breaks = LineBreaks(record);
        bool ragged = ExpectedFields > 0 && scan.Fields != ExpectedFields && record.IndexOfAnyExcept(_blank) >= 0 && !HasOnlyBlankExtras(record, scan.Fields);
        if (ragged && breaks > 0)
        {
            return false;
        }

        if (ragged)
        {
            bool few = scan.Fields < ExpectedFields;
            Fault = few ? Faults.TooFewFields(ExpectedFields, scan.Fields) : Faults.TooManyFields(ExpectedFields, scan.Fields);
            FaultyField = few ? scan.Fields + 1 : ExpectedFields + 1;
            Excerpt = record[..Math.Min(record.Length, MaxExcerpt)].ToString();
        }

        (_textStart, _textLength) = (_start, scan.Length);
        _start += scan.Next;
        _nextLine += breaks + 1;
        return true;
    }

    /// <summary>Some programs end each row, or a short header's rows, with delimiters: blank fields beyond the header hold nothing.</summary>
    private bool HasOnlyBlankExtras(ReadOnlySpan<char> record, int fields)
    {
        int extra = fields - ExpectedFields;
        return extra > 0 && record[^Math.Min(extra, record.Length)..].IndexOfAnyExcept(delimiter) < 0;
    }

    /// <summary>Refuses the first line of what could not be read and says why: read alone, that line shows its fault.</summary>
    private void GiveUp()
    {
        ReadOnlySpan<char> rest = _window.AsSpan(_start, _end - _start);
        int lineEnd = rest.IndexOfAny('\r', '\n');
        ReadOnlySpan<char> line = lineEnd < 0 ? rest : rest[..lineEnd];
        RecordScan alone = RecordScan.Of(line, _stops, delimiter, isLast: true);
        bool isTooLong = lineEnd < 0 && !_atEnd && alone.End != ScanEnd.StrayQuote;
        Fault = isTooLong ? Faults.LineTooLong(maxRecord) : alone.End == ScanEnd.StrayQuote ? Faults.StrayQuote : Faults.UnclosedQuote;
        FaultyField = isTooLong ? 0 : alone.Fields;
        ReadOnlySpan<char> wrong = isTooLong ? line : line[alone.LastField..];
        Excerpt = wrong[..Math.Min(wrong.Length, MaxExcerpt)].ToString();
        SkipLine();
    }

    private void SkipLine()
    {
        int end;
        while ((end = _window.AsSpan(_start, _end - _start).IndexOfAny('\r', '\n')) < 0)
        {
            _start = _end;
            if (_atEnd)
            {
                return;
            }

            Fill();
        }

        _start += end + 1;
        _nextLine++;
        bool mayGoOn = _window[_start - 1] == '\r';
        if (mayGoOn && _start == _end)
        {
            Fill();
        }

        _start += mayGoOn && _start < _end && _window[_start] == '\n' ? 1 : 0;
    }

    /// <summary>Reads more text behind what is there; false at the end of the text or where the window is full.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _window.AsSpan(_start, _end - _start).CopyTo(_window);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _window.Length)
        {
            if (_window.Length >= maxRecord)
            {
                return false;
            }

            Array.Resize(ref _window, Math.Min(maxRecord, _window.Length * 2));
        }

        int read = text.Read(_window, _end, _window.Length - _end);
        _end += read;
        _atEnd = read == 0;
        return true;
    }

    private static int LineBreaks(ReadOnlySpan<char> record)
    {
        int breaks = 0;
        for (int at = record.IndexOfAny('\r', '\n'); at >= 0; at = record.IndexOfAny('\r', '\n'))
        {
            breaks++;
            record = record[(record[at..].StartsWith("\r\n") ? at + 2 : at + 1)..];
        }

        return breaks;
    }
}
