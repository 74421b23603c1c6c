using CsvHelper;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Rows of a text in order, the faulty ones in their places. <see cref="RecordReader"/> decides where records end and refuses the malformed ones;
/// what is left is sound CSV, and CsvHelper splits it into fields. CsvHelper reads ahead, so a queue holds what belongs to the records on their way.
/// </summary>
internal sealed class RowStream : IDisposable
{
    private const int MostPending = 4096;

    private readonly RecordReader _records;
    private readonly int _maxField;
    private readonly Action<RawRow> _refuse;
    private readonly Queue<Pending> _pending = new();
    private readonly CsvReader _csv;

    /// <param name="records">The records, the header among them.</param>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="maxField">Characters of one field at most.</param>
    /// <param name="refuse">Told of each row that cannot be read, in its turn among the others.</param>
    public RowStream(RecordReader records, char delimiter, int maxField, Action<RawRow> refuse)
    {
        _refuse = refuse;
        _records = records;
        _maxField = maxField;
        _csv = CsvReader.Create(new Feed(this), new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            PoolStrings = true,
        });
    }

    public IEnumerable<RawRow> Rows()
    {
        while (_csv.Read())
        {
            RawRow row = Row(NextSound());
            if (row.Fault is null)
            {
                yield return row;
            }
            else
            {
                _refuse(row);
            }
        }

        while (_pending.TryDequeue(out Pending last))
        {
            _refuse(last.Refused!.Value);
        }
    }

    public void Dispose() => _csv.Dispose();

    private Pending NextSound()
    {
        Pending next;
        while ((next = _pending.Dequeue()).Refused is { } refused)
        {
            _refuse(refused);
        }

        return next;
    }

    private RawRow Row(Pending record)
    {
        string[] fields = new string[_csv.FieldCount];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = _csv.GetString(i);
        }

        if (record.IsSuspect)
        {
            for (int i = 0; i < fields.Length; i++)
            {
                if (FaultIn(fields[i]) is { } fault)
                {
                    return new RawRow(record.Line, [], fault, i + 1, fields[i][..Math.Min(fields[i].Length, 60)]);
                }
            }
        }

        return new RawRow(record.Line, fields);
    }

    private Fault? FaultIn(string field) => field.Length > _maxField ? Faults.FieldTooLong(_maxField, field.Length) : Cell.ForbiddenCharacter(field);

    /// <summary>A record that CsvHelper was given, or one that it was spared.</summary>
    private readonly record struct Pending(int Line, bool IsSuspect, RawRow? Refused);

    /// <summary>The sound records as one text.</summary>
    private sealed class Feed(RowStream rows) : TextReader
    {
        private bool _inRecord;
        private int _given;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            int written = 0;
            while (written < buffer.Length && (_inRecord || (!(written > 0 && rows._pending.Count > MostPending) && Next())))
            {
                ReadOnlySpan<char> rest = rows._records.Text[_given..];
                int part = Math.Min(rest.Length, buffer.Length - written);
                rest[..part].CopyTo(buffer[written..]);
                _given += part;
                written += part;
                if (part == rest.Length && written < buffer.Length)
                {
                    buffer[written++] = '\n';
                    _inRecord = false;
                }
            }

            return written;
        }

        private bool Next()
        {
            RecordReader records = rows._records;
            while (records.Read())
            {
                if (records.Fault is null)
                {
                    bool isSuspect = records.Text.Length > rows._maxField || Cell.ForbiddenCharacter(records.Text) is not null;
                    rows._pending.Enqueue(new Pending(records.Line, isSuspect, null));
                    _inRecord = true;
                    _given = 0;
                    return true;
                }

                Refuse(new RawRow(records.Line, [], records.Fault, records.FaultyField, records.Excerpt));
            }

            return false;
        }

        /// <summary>At once where nothing sound waits before it, so that a file of faults alone needs no memory.</summary>
        private void Refuse(RawRow row)
        {
            if (rows._pending.Count == 0)
            {
                rows._refuse(row);
            }
            else
            {
                rows._pending.Enqueue(new Pending(row.Line, false, row));
            }
        }
    }
}
