using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using CrmCore.Cli.Csv;
using CrmCore.Customers;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Qualification.Questions;
using CrmCore.Qualification.Templates;

namespace CrmCore.Cli.Tests.Fuzzing;

/// <summary>A parser and what it may answer: a value, or one of the exceptions that say what is wrong with the input.</summary>
/// <param name="Name">What the kept inputs in Corpus begin with.</param>
/// <param name="Read">Reads an input, and checks what came of it.</param>
/// <param name="Refuses">The exceptions that it may throw.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Read, params Type[] Refuses)
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("crmcore-fuzz-").FullName;

    public IReadOnlyList<byte[]> Kept { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Corpus"), Name + ".*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>Every type of the core that reads itself from JSON, and the parsers of files and texts.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. typeof(Money).Assembly.GetExportedTypes().Where(t => t.GetMethod("FromJson", BindingFlags.Public | BindingFlags.Static) is not null).OrderBy(t => t.Name, StringComparer.Ordinal).Select(OfForm),
        new("ColumnMap", ReadMap),
        new("Csv", ReadCsv),
        new("NoteTemplate", b => _ = new NoteTemplate("fuzz", Encoding.UTF8.GetString(b)), typeof(DefinitionException)),
        new("Texts", ReadTexts),
    ];

    /// <summary>What went wrong; null where the input was read or properly refused.</summary>
    public Exception? FaultOf(byte[] input)
    {
        try
        {
            Read(input);
            return null;
        }
        catch (Exception e)
        {
            return Refuses.Any(r => r.IsInstanceOfType(e)) ? null : e;
        }
    }

    private static FuzzTarget OfForm(Type type)
    {
        MethodInfo read = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Single(m => m.Name == "FromJson");
        object?[] rest = [.. read.GetParameters().Skip(1).Select(_ => (object?)null)];
        MethodInfo? write = type.GetMethod("ToJson", BindingFlags.Public | BindingFlags.Instance);
        return new(type.Name, input => RoundTrip(Encoding.UTF8.GetString(input)), typeof(JsonException), typeof(DefinitionException));

        object Call(string json) => Unwrapped(() => read.Invoke(null, [json, .. rest])!);

        // What was read can be written, and reads the same again: of definitions, which are checked as a whole when they are read.
        void RoundTrip(string json)
        {
            object value = Call(json);
            Restore(value);
            if (write is not null && !type.Name.EndsWith("Snapshot", StringComparison.Ordinal))
            {
                string written = (string)Unwrapped(() => write.Invoke(value, null)!);
                string again = Again(written);
                if (again != written)
                {
                    throw new InvalidDataException($"Written as {written}, and read from that as {again}.");
                }
            }
        }

        string Again(string written)
        {
            try
            {
                return (string)write!.Invoke(Call(written), null)!;
            }
            catch (Exception e) when (e is JsonException or DefinitionException)
            {
                throw new InvalidDataException($"Written as {written}, and that is refused: {e.Message}", e);
            }
        }
    }

    private static object Unwrapped(Func<object> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>An aggregate made of a snapshot can be written, or is refused as a wrong argument.</summary>
    private static void Restore(object snapshot)
    {
        try
        {
            _ = snapshot switch
            {
                LeadSnapshot lead => Lead.FromSnapshot(lead).ToSnapshot().ToJson(),
                OpportunitySnapshot deal => Opportunity.FromSnapshot(deal).ToSnapshot().ToJson(),
                AccountSnapshot account => Account.FromSnapshot(account).ToSnapshot().ToJson(),
                ContactSnapshot contact => Contact.FromSnapshot(contact).ToSnapshot().ToJson(),
                OwnerLedgerSnapshot ledger => OwnerLedger.FromSnapshot(ledger).ToSnapshot().ToJson(),
                InboxEntrySnapshot entry => InboxEntry.FromSnapshot(entry).ToSnapshot().ToJson(),
                _ => null,
            };
        }
        catch (ArgumentException)
        {
        }
    }

    private static void ReadMap(byte[] input)
    {
        if (ColumnMapJson.TryRead(Encoding.UTF8.GetString(input), out ColumnMap? map, out _))
        {
            _ = MapCheck.Errors(map, ImportTarget.Leads, ["Name", "Company", "Email"]);
            _ = ColumnMapJson.Write(map);
        }
    }

    private static void ReadCsv(byte[] input)
    {
        string path = Path.Combine(Folder, $"{Environment.CurrentManagedThreadId}.csv");
        File.WriteAllBytes(path, input);
        if (CsvFile.TryOpen(path, new() { MaxField = 4096, MaxRecord = 16384 }, out CsvFile? file, out _))
        {
            _ = MapSuggester.Suggest(file.Headers, file.Sample(), ImportTarget.Leads);
        }
    }

    private static void ReadTexts(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        _ = EmailAddress.TryParse(text, out _);
        _ = PhoneNumber.TryParse(text, out _);
        _ = Currency.TryParse(text, out _);
        _ = FiscalCalendar.Gregorian.TryParse(text, out _);
        _ = QuestionClassifier.Classify(text);
        _ = NameForms.Company(text) + NameForms.Person(text) + NameForms.Street(text) + NameForms.Mailbox(text) + NameForms.PhoneLine(text) + NameForms.Text(text);
    }
}
